using System.Globalization;
using Transfer.Training;

namespace Transfer.Tests.Training;

public sealed class PredictionTests
{
    [Fact]
    public void A_prediction_says_its_class_and_how_sure_it_is_the_same_in_every_culture()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            var comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            comma.NumberFormat.NumberDecimalSeparator = ",";
            CultureInfo.CurrentCulture = comma;
            Assert.Equal(
                "Sneaker 93.1 % (class 3 of 0 to 4)",
                new Prediction(3, "Sneaker", 0.9312f, [0.01f, 0.02f, 0.03f, 0.9312f, 0.0088f]).ToString());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
