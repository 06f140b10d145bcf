namespace Transfer;

public static partial class Backbone
{
    /// <summary>
    /// torchvision's <c>alexnet</c>: 61,100,840 parameters; 224×224 pixels; 4,096 features before its head <c>classifier.6</c>;
    /// default weights IMAGENET1K_V1, 56.5 % top-1 on ImageNet.
    /// </summary>
    /// <returns>A recipe that trains the whole network, from random weights.</returns>
    public static Recipe AlexNet() => Named("alexnet");

    /// <summary>
    /// torchvision's <c>convnext_base</c>: 88,591,464 parameters; 224×224 pixels; 1,024 features before its head
    /// <c>classifier.2</c>; default weights IMAGENET1K_V1, 84.1 % top-1 on ImageNet.
    /// </summary>
    /// <returns>A recipe that trains the whole network, from random weights.</returns>
    public static Recipe ConvNeXtBase() => Named("convnext_base");

    /// <summary>
    /// torchvision's <c>convnext_large</c>: 197,767,336 parameters; 224×224 pixels; 1,536 features before its head
    /// <c>classifier.2</c>; default weights IMAGENET1K_V1, 84.4 % top-1 on ImageNet.
    /// </summary>
    /// <returns>A recipe that trains the whole network, from random weights.</returns>
    public static Recipe ConvNeXtLarge() => Named("convnext_large");

    /// <summary>
    /// torchvision's <c>convnext_small</c>: 50,223,688 parameters; 224×224 pixels; 768 features before its head
    /// <c>classifier.2</c>; default weights IMAGENET1K_V1, 83.6 % top-1 on ImageNet.
    /// </summary>
    /// <returns>A recipe that trains the whole network, from random weights.</returns>
    public static Recipe ConvNeXtSmall() => Named("convnext_small");

    /// <summary>
    /// torchvision's <c>convnext_tiny</c>: 28,589,128 parameters; 224×224 pixels; 768 features before its head
    /// <c>classifier.2</c>; default weights IMAGENET1K_V1, 82.5 % top-1 on ImageNet.
    /// </summary>
    /// <returns>A recipe that trains the whole network, from random weights.</returns>
    public static Recipe ConvNeXtTiny() => Named("convnext_tiny");

    /// <summary>
    /// torchvision's <c>densenet121</c>: 7,978,856 parameters; 224×224 pixels; 1,024 features before its head <c>classifier</c>;
    /// default weights IMAGENET1K_V1, 74.4 % top-1 on ImageNet.
    /// </summary>
    /// <returns>A recipe that trains the whole network, from random weights.</returns>
    public static Recipe DenseNet121() => Named("densenet121");

    /// <summary>
    /// torchvision's <c>densenet161</c>: 28,681,000 parameters; 224×224 pixels; 2,208 features before its head <c>classifier</c>;
    /// default weights IMAGENET1K_V1, 77.1 % top-1 on ImageNet.
    /// </summary>
    /// <returns>A recipe that trains the whole network, from random weights.</returns>
    public static Recipe DenseNet161() => Named("densenet161");

    /// <summary>
    /// torchvision's <c>densenet169</c>: 14,149,480 parameters; 224×224 pixels; 1,664 features before its head <c>classifier</c>;
    /// default weights IMAGENET1K_V1, 75.6 % top-1 on ImageNet.
    /// </summary>
    /// <returns>A recipe that trains the whole network, from random weights.</returns>
    public static Recipe DenseNet169() => Named("densenet169");

    /// <summary>
    /// torchvision's <c>densenet201</c>: 20,013,928 parameters; 224×224 pixels; 1,920 features before its head <c>classifier</c>;
    /// default weights IMAGENET1K_V1, 76.9 % top-1 on ImageNet.
    /// </summary>
    /// <returns>A recipe that trains the whole network, from random weights.</returns>
    public static Recipe DenseNet201() => Named("densenet201");

    /// <summary>
    /// torchvision's <c>efficientnet_b0</c>: 5,288,548 parameters; 224×224 pixels; 1,280 features before its head
    /// <c>classifier.1</c>; default weights IMAGENET1K_V1, 77.7 % top-1 on ImageNet.
    /// </summary>
    /// <returns>A recipe that trains the whole network, from random weights.</returns>
    public static Recipe EfficientNetB0() => Named("efficientnet_b0");

    /// <summary>
    /// torchvision's <c>efficientnet_b1</c>: 7,794,184 parameters; 240×240 pixels; 1,280 features before its head
    /// <c>classifier.1</c>; default weights IMAGENET1K_V2, 79.8 % top-1 on ImageNet.
    /// </summary>
    /// <returns>A recipe that trains the whole network, from random weights.</returns>
    public static Recipe EfficientNetB1() => Named("efficientnet_b1");

    /// <summary>
    /// torchvision's <c>efficientnet_b2</c>: 9,109,994 parameters; 288×288 pixels; 1,408 features before its head
    /// <c>classifier.1</c>; default weights IMAGENET1K_V1, 80.6 % top-1 on ImageNet.
    /// </summary>
    /// <returns>A recipe that trains the whole network, from random weights.</returns>
    public static Recipe EfficientNetB2() => Named("efficientnet_b2");

    /// <summary>
    /// torchvision's <c>efficientnet_b3</c>: 12,233,232 parameters; 300×300 pixels; 1,536 features before its head
    /// <c>classifier.1</c>; default weights IMAGENET1K_V1, 82.0 % top-1 on ImageNet.
    /// </summary>
    /// <returns>A recipe that trains the whole network, from random weights.</returns>
    public static Recipe EfficientNetB3() => Named("efficientnet_b3");

    /// <summary>
    /// torchvision's <c>efficientnet_b4</c>: 19,341,616 parameters; 380×380 pixels; 1,792 features before its head
    /// <c>classifier.1</c>; default weights IMAGENET1K_V1, 83.4 % top-1 on ImageNet.
    /// </summary>
    /// <returns>A recipe that trains the whole network, from random weights.</returns>
    public static Recipe EfficientNetB4() => Named("efficientnet_b4");

    /// <summary>
    /// torchvision's <c>efficientnet_b5</c>: 30,389,784 parameters; 456×456 pixels; 2,048 features before its head
    /// <c>classifier.1</c>; default weights IMAGENET1K_V1, 83.4 % top-1 on ImageNet.
    /// </summary>
    /// <returns>A recipe that trains the whole network, from random weights.</returns>
    public static Recipe EfficientNetB5() => Named("efficientnet_b5");

    /// <summary>
    /// torchvision's <c>efficientnet_b6</c>: 43,040,704 parameters; 528×528 pixels; 2,304 features before its head
    /// <c>classifier.1</c>; default weights IMAGENET1K_V1, 84.0 % top-1 on ImageNet.
    /// </summary>
    /// <returns>A recipe that trains the whole network, from random weights.</returns>
    public static Recipe EfficientNetB6() => Named("efficientnet_b6");

    /// <summary>
    /// torchvision's <c>efficientnet_b7</c>: 66,347,960 parameters; 600×600 pixels; 2,560 features before its head
    /// <c>classifier.1</c>; default weights IMAGENET1K_V1, 84.1 % top-1 on ImageNet.
    /// </summary>
    /// <returns>A recipe that trains the whole network, from random weights.</returns>
    public static Recipe EfficientNetB7() => Named("efficientnet_b7");

    /// <summary>
    /// torchvision's <c>mobilenet_v2</c>: 3,504,872 parameters; 224×224 pixels; 1,280 features before its head
    /// <c>classifier.1</c>; default weights IMAGENET1K_V2, 72.2 % top-1 on ImageNet.
    /// </summary>
    /// <returns>A recipe that trains the whole network, from random weights.</returns>
    public static Recipe MobileNetV2() => Named("mobilenet_v2");

    /// <summary>
    /// torchvision's <c>mobilenet_v3_large</c>: 5,483,032 parameters; 224×224 pixels; 1,280 features before its head
    /// <c>classifier.3</c>; default weights IMAGENET1K_V2, 75.3 % top-1 on ImageNet.
    /// </summary>
    /// <returns>A recipe that trains the whole network, from random weights.</returns>
    public static Recipe MobileNetV3Large() => Named("mobilenet_v3_large");

    /// <summary>
    /// torchvision's <c>mobilenet_v3_small</c>: 2,542,856 parameters; 224×224 pixels; 1,024 features before its head
    /// <c>classifier.3</c>; default weights IMAGENET1K_V1, 67.7 % top-1 on ImageNet.
    /// </summary>
    /// <returns>A recipe that trains the whole network, from random weights.</returns>
    public static Recipe MobileNetV3Small() => Named("mobilenet_v3_small");

    /// <summary>
    /// torchvision's <c>resnet101</c>: 44,549,160 parameters; 224×224 pixels; 2,048 features before its head <c>fc</c>;
    /// default weights IMAGENET1K_V2, 81.9 % top-1 on ImageNet.
    /// </summary>
    /// <returns>A recipe that trains the whole network, from random weights.</returns>
    public static Recipe ResNet101() => Named("resnet101");

    /// <summary>
    /// torchvision's <c>resnet152</c>: 60,192,808 parameters; 224×224 pixels; 2,048 features before its head <c>fc</c>;
    /// default weights IMAGENET1K_V2, 82.3 % top-1 on ImageNet.
    /// </summary>
    /// <returns>A recipe that trains the whole network, from random weights.</returns>
    public static Recipe ResNet152() => Named("resnet152");

    /// <summary>
    /// torchvision's <c>resnet18</c>: 11,689,512 parameters; 224×224 pixels; 512 features before its head <c>fc</c>;
    /// default weights IMAGENET1K_V1, 69.8 % top-1 on ImageNet.
    /// </summary>
    /// <returns>A recipe that trains the whole network, from random weights.</returns>
    public static Recipe ResNet18() => Named("resnet18");

    /// <summary>
    /// torchvision's <c>resnet34</c>: 21,797,672 parameters; 224×224 pixels; 512 features before its head <c>fc</c>;
    /// default weights IMAGENET1K_V1, 73.3 % top-1 on ImageNet.
    /// </summary>
    /// <returns>A recipe that trains the whole network, from random weights.</returns>
    public static Recipe ResNet34() => Named("resnet34");

    /// <summary>
    /// torchvision's <c>resnet50</c>: 25,557,032 parameters; 224×224 pixels; 2,048 features before its head <c>fc</c>;
    /// default weights IMAGENET1K_V2, 80.9 % top-1 on ImageNet.
    /// </summary>
    /// <returns>A recipe that trains the whole network, from random weights.</returns>
    public static Recipe ResNet50() => Named("resnet50");

    /// <summary>
    /// torchvision's <c>resnext101_32x8d</c>: 88,791,336 parameters; 224×224 pixels; 2,048 features before its head <c>fc</c>;
    /// default weights IMAGENET1K_V2, 82.8 % top-1 on ImageNet.
    /// </summary>
    /// <returns>A recipe that trains the whole network, from random weights.</returns>
    public static Recipe ResNeXt101_32x8d() => Named("resnext101_32x8d");

    /// <summary>
    /// torchvision's <c>resnext101_64x4d</c>: 83,455,272 parameters; 224×224 pixels; 2,048 features before its head <c>fc</c>;
    /// default weights IMAGENET1K_V1, 83.2 % top-1 on ImageNet.
    /// </summary>
    /// <returns>A recipe that trains the whole network, from random weights.</returns>
    public static Recipe ResNeXt101_64x4d() => Named("resnext101_64x4d");

    /// <summary>
    /// torchvision's <c>resnext50_32x4d</c>: 25,028,904 parameters; 224×224 pixels; 2,048 features before its head <c>fc</c>;
    /// default weights IMAGENET1K_V2, 81.2 % top-1 on ImageNet.
    /// </summary>
    /// <returns>A recipe that trains the whole network, from random weights.</returns>
    public static Recipe ResNeXt50_32x4d() => Named("resnext50_32x4d");

    /// <summary>
    /// torchvision's <c>squeezenet1_0</c>: 1,248,424 parameters; 224×224 pixels; 512 features before its head
    /// <c>classifier.1</c>; default weights IMAGENET1K_V1, 58.1 % top-1 on ImageNet.
    /// </summary>
    /// <returns>A recipe that trains the whole network, from random weights.</returns>
    public static Recipe SqueezeNet1_0() => Named("squeezenet1_0");

    /// <summary>
    /// torchvision's <c>squeezenet1_1</c>: 1,235,496 parameters; 224×224 pixels; 512 features before its head
    /// <c>classifier.1</c>; default weights IMAGENET1K_V1, 58.2 % top-1 on ImageNet.
    /// </summary>
    /// <returns>A recipe that trains the whole network, from random weights.</returns>
    public static Recipe SqueezeNet1_1() => Named("squeezenet1_1");

    /// <summary>
    /// torchvision's <c>vgg11</c>: 132,863,336 parameters; 224×224 pixels; 4,096 features before its head <c>classifier.6</c>;
    /// default weights IMAGENET1K_V1, 69.0 % top-1 on ImageNet.
    /// </summary>
    /// <returns>A recipe that trains the whole network, from random weights.</returns>
    public static Recipe Vgg11() => Named("vgg11");

    /// <summary>
    /// torchvision's <c>vgg11_bn</c>: 132,868,840 parameters; 224×224 pixels; 4,096 features before its head <c>classifier.6</c>;
    /// default weights IMAGENET1K_V1, 70.4 % top-1 on ImageNet.
    /// </summary>
    /// <returns>A recipe that trains the whole network, from random weights.</returns>
    public static Recipe Vgg11Bn() => Named("vgg11_bn");

    /// <summary>
    /// torchvision's <c>vgg13</c>: 133,047,848 parameters; 224×224 pixels; 4,096 features before its head <c>classifier.6</c>;
    /// default weights IMAGENET1K_V1, 69.9 % top-1 on ImageNet.
    /// </summary>
    /// <returns>A recipe that trains the whole network, from random weights.</returns>
    public static Recipe Vgg13() => Named("vgg13");

    /// <summary>
    /// torchvision's <c>vgg13_bn</c>: 133,053,736 parameters; 224×224 pixels; 4,096 features before its head <c>classifier.6</c>;
    /// default weights IMAGENET1K_V1, 71.6 % top-1 on ImageNet.
    /// </summary>
    /// <returns>A recipe that trains the whole network, from random weights.</returns>
    public static Recipe Vgg13Bn() => Named("vgg13_bn");

    /// <summary>
    /// torchvision's <c>vgg16</c>: 138,357,544 parameters; 224×224 pixels; 4,096 features before its head <c>classifier.6</c>;
    /// default weights IMAGENET1K_V1, 71.6 % top-1 on ImageNet.
    /// </summary>
    /// <returns>A recipe that trains the whole network, from random weights.</returns>
    public static Recipe Vgg16() => Named("vgg16");

    /// <summary>
    /// torchvision's <c>vgg16_bn</c>: 138,365,992 parameters; 224×224 pixels; 4,096 features before its head <c>classifier.6</c>;
    /// default weights IMAGENET1K_V1, 73.4 % top-1 on ImageNet.
    /// </summary>
    /// <returns>A recipe that trains the whole network, from random weights.</returns>
    public static Recipe Vgg16Bn() => Named("vgg16_bn");

    /// <summary>
    /// torchvision's <c>vgg19</c>: 143,667,240 parameters; 224×224 pixels; 4,096 features before its head <c>classifier.6</c>;
    /// default weights IMAGENET1K_V1, 72.4 % top-1 on ImageNet.
    /// </summary>
    /// <returns>A recipe that trains the whole network, from random weights.</returns>
    public static Recipe Vgg19() => Named("vgg19");

    /// <summary>
    /// torchvision's <c>vgg19_bn</c>: 143,678,248 parameters; 224×224 pixels; 4,096 features before its head <c>classifier.6</c>;
    /// default weights IMAGENET1K_V1, 74.2 % top-1 on ImageNet.
    /// </summary>
    /// <returns>A recipe that trains the whole network, from random weights.</returns>
    public static Recipe Vgg19Bn() => Named("vgg19_bn");

    /// <summary>
    /// torchvision's <c>vit_b_16</c>: 86,567,656 parameters; 224×224 pixels; 768 features before its head <c>heads.head</c>;
    /// default weights IMAGENET1K_V1, 81.1 % top-1 on ImageNet.
    /// </summary>
    /// <returns>A recipe that trains the whole network, from random weights.</returns>
    public static Recipe ViTB16() => Named("vit_b_16");

    /// <summary>
    /// torchvision's <c>vit_b_32</c>: 88,224,232 parameters; 224×224 pixels; 768 features before its head <c>heads.head</c>;
    /// default weights IMAGENET1K_V1, 75.9 % top-1 on ImageNet.
    /// </summary>
    /// <returns>A recipe that trains the whole network, from random weights.</returns>
    public static Recipe ViTB32() => Named("vit_b_32");

    /// <summary>
    /// torchvision's <c>vit_h_14</c>: 633,470,440 parameters; 518×518 pixels; 1,280 features before its head <c>heads.head</c>;
    /// default weights IMAGENET1K_SWAG_E2E_V1, 88.6 % top-1 on ImageNet. Its weights are for non-commercial use (CC-BY-NC 4.0).
    /// </summary>
    /// <returns>A recipe that trains the whole network, from random weights.</returns>
    public static Recipe ViTH14() => Named("vit_h_14");

    /// <summary>
    /// torchvision's <c>vit_l_16</c>: 304,326,632 parameters; 224×224 pixels; 1,024 features before its head <c>heads.head</c>;
    /// default weights IMAGENET1K_V1, 79.7 % top-1 on ImageNet.
    /// </summary>
    /// <returns>A recipe that trains the whole network, from random weights.</returns>
    public static Recipe ViTL16() => Named("vit_l_16");

    /// <summary>
    /// torchvision's <c>vit_l_32</c>: 306,535,400 parameters; 224×224 pixels; 1,024 features before its head <c>heads.head</c>;
    /// default weights IMAGENET1K_V1, 77.0 % top-1 on ImageNet.
    /// </summary>
    /// <returns>A recipe that trains the whole network, from random weights.</returns>
    public static Recipe ViTL32() => Named("vit_l_32");

    /// <summary>
    /// torchvision's <c>wide_resnet101_2</c>: 126,886,696 parameters; 224×224 pixels; 2,048 features before its head <c>fc</c>;
    /// default weights IMAGENET1K_V2, 82.5 % top-1 on ImageNet.
    /// </summary>
    /// <returns>A recipe that trains the whole network, from random weights.</returns>
    public static Recipe WideResNet101_2() => Named("wide_resnet101_2");

    /// <summary>
    /// torchvision's <c>wide_resnet50_2</c>: 68,883,240 parameters; 224×224 pixels; 2,048 features before its head <c>fc</c>;
    /// default weights IMAGENET1K_V2, 81.6 % top-1 on ImageNet.
    /// </summary>
    /// <returns>A recipe that trains the whole network, from random weights.</returns>
    public static Recipe WideResNet50_2() => Named("wide_resnet50_2");
}
