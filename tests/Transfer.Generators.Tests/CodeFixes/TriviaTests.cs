namespace Transfer.Generators.Tests.CodeFixes;

/// <summary>Comments, line breaks and indents around what a fix changes, and all of several mistakes at once.</summary>
public class TriviaTests
{
    [Fact]
    public Task A_call_moves_with_its_line() => Fix.Body(
        "TRF001",
        """
        Backbone.ResNet18() // small
            .Pretrained()   // from ImageNet
            // ten classes
            .Head(10)
            .Epochs(3)
            .{|TRF001:FreezeAll|}() // too late
            .Seed(1)
            .Compile();
        """,
        """
        Backbone.ResNet18() // small
            .Pretrained()   // from ImageNet
            .FreezeAll()
            // ten classes
            .Head(10)
            .Epochs(3) // too late
            .Seed(1)
            .Compile();
        """);

    [Fact]
    public Task A_dropped_call_leaves_the_comments_around_it() => Fix.Body(
        "TRF010",
        """
        Backbone.ResNet18()
            .Pretrained()
            // for a quick look
            .Epochs(3)
            .Head(10) /* Fashion */
            .{|TRF010:Epochs|}(5)
            .Compile();
        """,
        """
        Backbone.ResNet18()
            .Pretrained()
            // for a quick look
            .Head(10) /* Fashion */
            .Epochs(5)
            .Compile();
        """);

    [Fact]
    public Task A_semicolon_does_not_end_up_in_a_comment() => Fix.Program(
        "TRF016",
        """
        using Transfer;
        public static class C
        {
            public static Recipe Flowers => Backbone.ResNet18()
                .Pretrained()
                .FreezeAll()
                .Head(10)
                .Epochs(3) // few
                .{|TRF016:EarlyStopping|}(patience: 9);
        }
        """,
        """
        using Transfer;
        public static class C
        {
            public static Recipe Flowers => Backbone.ResNet18()
                .Pretrained()
                .FreezeAll()
                .Head(10)
                .Epochs(3) // few
                ;
        }
        """);

    [Fact]
    public Task A_new_call_gets_a_line_where_the_chain_has_one_a_call() => Fix.Body(
        "TRF021",
        """
        Backbone.ResNet18()
            .{|TRF021:FreezeAll|}()
            .Head(10)
            .Compile();
        """,
        """
        Backbone.ResNet18()
            .Pretrained()
            .FreezeAll()
            .Head(10)
            .Compile();
        """);

    [Fact]
    public Task A_new_call_may_be_the_last_of_a_statement() => Fix.Body(
        "TRF021",
        """
        var r = Backbone.ResNet18();
        r = r.{|TRF021:FreezeAll|}();
        r.Head(10).Compile();
        """,
        """
        var r = Backbone.ResNet18().Pretrained();
        r = r.FreezeAll();
        r.Head(10).Compile();
        """);

    [Fact]
    public Task A_statement_of_which_nothing_is_left_goes() => Fix.Body(
        "TRF010",
        """
        var r = Backbone.ResNet18().Pretrained().FreezeAll();
        // for a quick look
        r = r.Epochs(3);
        r.Head(10).{|TRF010:Epochs|}(5).Compile();
        """,
        """
        var r = Backbone.ResNet18().Pretrained().FreezeAll();
        // for a quick look
        r.Head(10).Epochs(5).Compile();
        """);

    [Fact]
    public Task An_argument_keeps_its_name_and_its_comment() => Fix.Body(
        "TRF003",
        "Backbone.ResNet18().Pretrained().FreezeAll().UnfreezeFrom(layer: /* last */ {|TRF003:\"layer44\"|}).Head(10).Compile();",
        "Backbone.ResNet18().Pretrained().FreezeAll().UnfreezeFrom(layer: /* last */ \"layer4\").Head(10).Compile();");

    [Fact]
    public Task All_mistakes_of_a_file_are_mended_at_once() => Fix.Body(
        "TRF003",
        """
        Backbone.ResNet18().Pretrained().FreezeAll().Unfreeze({|TRF003:"layr3"|}, {|TRF003:"layr4"|}).Head(10).Compile();
        Backbone.Vgg16().Pretrained().FreezeAll().Unfreeze({|TRF003:"classifer.6"|}).Compile();
        """,
        """
        Backbone.ResNet18().Pretrained().FreezeAll().Unfreeze("layer3", "layer4").Head(10).Compile();
        Backbone.Vgg16().Pretrained().FreezeAll().Unfreeze("classifier.6").Compile();
        """);

    [Fact]
    public Task Dead_steps_of_a_chain_go_at_once() => Fix.Body(
        "TRF010",
        """
        Backbone.ResNet18().Pretrained()
            .Epochs(1).BatchSize(8)
            .Head(10)
            .{|TRF010:Epochs|}(5)
            .{|TRF010:BatchSize|}(16)
            .Compile();
        """,
        """
        Backbone.ResNet18().Pretrained()
            .Head(10)
            .Epochs(5)
            .BatchSize(16)
            .Compile();
        """);
}
