using System.Globalization;
using Spectre.Console;
using Transfer.Training;

namespace Transfer.Examples;

/// <summary>Shows a run's progress as a bar: epoch, loss, accuracy, images/s, time left.</summary>
internal static class TrainingBar
{
    public static T Show<T>(string title, Func<IProgress<TrainingProgress>, T> run) =>
        AnsiConsole.Progress()
            .AutoClear(false)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn())
            .Start(context =>
            {
                var task = context.AddTask(Markup.Escape(title), maxValue: 1);
                var result = run(new Bar(task, title));
                task.Value = 1;
                return result;
            });

    // Not Progress<T>: that one reports from other threads, late and out of order.
    private sealed class Bar(ProgressTask task, string title) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            task.Value = value.Done;
            task.Description = Markup.Escape(string.Create(
                CultureInfo.InvariantCulture,
                $"{title}: epoch {value.Epoch}/{value.Epochs}, loss {value.Loss:0.000}, top-1 {value.Top1:0.0%}, "
                + $"{value.ImagesPerSecond:0} images/s, {value.Remaining:mm\\:ss} left"));
        }
    }
}
