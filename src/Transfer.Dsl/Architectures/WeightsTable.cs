using Transfer.Common;
using Transfer.Data;
using static Transfer.Data.Interpolation;

namespace Transfer.Architectures;

/// <summary>
/// The published weights of each architecture, the default entry first: file, top-1 accuracy and preprocessing as torchvision
/// 0.22 has them. VGG16's IMAGENET1K_FEATURES is left out: its classifier is NaN.
/// </summary>
internal static class WeightsTable
{
    private const string ImageNet =
        "BSD-3-Clause repo; weights trained on ImageNet-1K, may carry dataset terms (torchvision README 'Pre-trained Model "
        + "License')";

    private const string Swag =
        "SWAG weights: CC-BY-NC 4.0 (non-commercial) - https://github.com/facebookresearch/SWAG/blob/main/LICENSE";

    public static EquatableList<WeightsEntry> Of(string architecture) => architecture switch
    {
        "alexnet" => List(
            Entry("IMAGENET1K_V1", "alexnet-owt-7be5be79.pth", 56.522)),
        "convnext_tiny" => List(
            Entry("IMAGENET1K_V1", "convnext_tiny-983f1562.pth", 82.52, resize: 236)),
        "convnext_small" => List(
            Entry("IMAGENET1K_V1", "convnext_small-0c510722.pth", 83.616, resize: 230)),
        "convnext_base" => List(
            Entry("IMAGENET1K_V1", "convnext_base-6075fbad.pth", 84.062, resize: 232)),
        "convnext_large" => List(
            Entry("IMAGENET1K_V1", "convnext_large-ea097f82.pth", 84.414, resize: 232)),
        "densenet121" => List(
            Entry("IMAGENET1K_V1", "densenet121-a639ec97.pth", 74.434)),
        "densenet161" => List(
            Entry("IMAGENET1K_V1", "densenet161-8d451a50.pth", 77.138)),
        "densenet169" => List(
            Entry("IMAGENET1K_V1", "densenet169-b2777c0a.pth", 75.6)),
        "densenet201" => List(
            Entry("IMAGENET1K_V1", "densenet201-c1103571.pth", 76.896)),
        "efficientnet_b0" => List(
            Entry("IMAGENET1K_V1", "efficientnet_b0_rwightman-7f5810bc.pth", 77.692, interpolation: Bicubic)),
        "efficientnet_b1" => List(
            Entry("IMAGENET1K_V2", "efficientnet_b1-c27df63c.pth", 79.838, resize: 255, crop: 240),
            Entry("IMAGENET1K_V1", "efficientnet_b1_rwightman-bac287d4.pth", 78.642, crop: 240, interpolation: Bicubic)),
        "efficientnet_b2" => List(
            Entry(
                "IMAGENET1K_V1", "efficientnet_b2_rwightman-c35c1473.pth", 80.608, resize: 288, crop: 288,
                interpolation: Bicubic)),
        "efficientnet_b3" => List(
            Entry(
                "IMAGENET1K_V1", "efficientnet_b3_rwightman-b3899882.pth", 82.008, resize: 320, crop: 300,
                interpolation: Bicubic)),
        "efficientnet_b4" => List(
            Entry(
                "IMAGENET1K_V1", "efficientnet_b4_rwightman-23ab8bcd.pth", 83.384, resize: 384, crop: 380,
                interpolation: Bicubic)),
        "efficientnet_b5" => List(
            Entry(
                "IMAGENET1K_V1", "efficientnet_b5_lukemelas-1a07897c.pth", 83.444, resize: 456, crop: 456,
                interpolation: Bicubic)),
        "efficientnet_b6" => List(
            Entry(
                "IMAGENET1K_V1", "efficientnet_b6_lukemelas-24a108a5.pth", 84.008, resize: 528, crop: 528,
                interpolation: Bicubic)),
        "efficientnet_b7" => List(
            Entry(
                "IMAGENET1K_V1", "efficientnet_b7_lukemelas-c5b4e57e.pth", 84.122, resize: 600, crop: 600,
                interpolation: Bicubic)),
        "mobilenet_v2" => List(
            Entry("IMAGENET1K_V2", "mobilenet_v2-7ebf99e0.pth", 72.154, resize: 232),
            Entry("IMAGENET1K_V1", "mobilenet_v2-b0353104.pth", 71.878)),
        "mobilenet_v3_large" => List(
            Entry("IMAGENET1K_V2", "mobilenet_v3_large-5c1a4163.pth", 75.274, resize: 232),
            Entry("IMAGENET1K_V1", "mobilenet_v3_large-8738ca79.pth", 74.042)),
        "mobilenet_v3_small" => List(
            Entry("IMAGENET1K_V1", "mobilenet_v3_small-047dcff4.pth", 67.668)),
        "resnet18" => List(
            Entry("IMAGENET1K_V1", "resnet18-f37072fd.pth", 69.758)),
        "resnet34" => List(
            Entry("IMAGENET1K_V1", "resnet34-b627a593.pth", 73.314)),
        "resnet50" => List(
            Entry("IMAGENET1K_V2", "resnet50-11ad3fa6.pth", 80.858, resize: 232),
            Entry("IMAGENET1K_V1", "resnet50-0676ba61.pth", 76.13)),
        "resnet101" => List(
            Entry("IMAGENET1K_V2", "resnet101-cd907fc2.pth", 81.886, resize: 232),
            Entry("IMAGENET1K_V1", "resnet101-63fe2227.pth", 77.374)),
        "resnet152" => List(
            Entry("IMAGENET1K_V2", "resnet152-f82ba261.pth", 82.284, resize: 232),
            Entry("IMAGENET1K_V1", "resnet152-394f9c45.pth", 78.312)),
        "resnext50_32x4d" => List(
            Entry("IMAGENET1K_V2", "resnext50_32x4d-1a0047aa.pth", 81.198, resize: 232),
            Entry("IMAGENET1K_V1", "resnext50_32x4d-7cdf4587.pth", 77.618)),
        "resnext101_32x8d" => List(
            Entry("IMAGENET1K_V2", "resnext101_32x8d-110c445d.pth", 82.834, resize: 232),
            Entry("IMAGENET1K_V1", "resnext101_32x8d-8ba56ff5.pth", 79.312)),
        "resnext101_64x4d" => List(
            Entry("IMAGENET1K_V1", "resnext101_64x4d-173b62eb.pth", 83.246, resize: 232)),
        "wide_resnet50_2" => List(
            Entry("IMAGENET1K_V2", "wide_resnet50_2-9ba9bcbe.pth", 81.602, resize: 232),
            Entry("IMAGENET1K_V1", "wide_resnet50_2-95faca4d.pth", 78.468)),
        "wide_resnet101_2" => List(
            Entry("IMAGENET1K_V2", "wide_resnet101_2-d733dc28.pth", 82.51, resize: 232),
            Entry("IMAGENET1K_V1", "wide_resnet101_2-32ee1156.pth", 78.848)),
        "squeezenet1_0" => List(
            Entry("IMAGENET1K_V1", "squeezenet1_0-b66bff10.pth", 58.092)),
        "squeezenet1_1" => List(
            Entry("IMAGENET1K_V1", "squeezenet1_1-b8a52dc0.pth", 58.178)),
        "vgg11" => List(
            Entry("IMAGENET1K_V1", "vgg11-8a719046.pth", 69.02)),
        "vgg11_bn" => List(
            Entry("IMAGENET1K_V1", "vgg11_bn-6002323d.pth", 70.37)),
        "vgg13" => List(
            Entry("IMAGENET1K_V1", "vgg13-19584684.pth", 69.928)),
        "vgg13_bn" => List(
            Entry("IMAGENET1K_V1", "vgg13_bn-abd245e5.pth", 71.586)),
        "vgg16" => List(
            Entry("IMAGENET1K_V1", "vgg16-397923af.pth", 71.592)),
        "vgg16_bn" => List(
            Entry("IMAGENET1K_V1", "vgg16_bn-6c64b313.pth", 73.36)),
        "vgg19" => List(
            Entry("IMAGENET1K_V1", "vgg19-dcbb9e9d.pth", 72.376)),
        "vgg19_bn" => List(
            Entry("IMAGENET1K_V1", "vgg19_bn-c79401a0.pth", 74.218)),
        "vit_b_16" => List(
            Entry("IMAGENET1K_V1", "vit_b_16-c867db91.pth", 81.072),
            Entry(
                "IMAGENET1K_SWAG_E2E_V1", "vit_b_16_swag-9ac1b537.pth", 85.304, resize: 384, crop: 384, interpolation: Bicubic,
                license: Swag),
            Entry(
                "IMAGENET1K_SWAG_LINEAR_V1", "vit_b_16_lc_swag-4e70ced5.pth", 81.886, resize: 224, interpolation: Bicubic,
                license: Swag)),
        "vit_b_32" => List(
            Entry("IMAGENET1K_V1", "vit_b_32-d86f8d99.pth", 75.912)),
        "vit_l_16" => List(
            Entry("IMAGENET1K_V1", "vit_l_16-852ce7e3.pth", 79.662, resize: 242),
            Entry(
                "IMAGENET1K_SWAG_E2E_V1", "vit_l_16_swag-4f3808c9.pth", 88.064, resize: 512, crop: 512, interpolation: Bicubic,
                license: Swag),
            Entry(
                "IMAGENET1K_SWAG_LINEAR_V1", "vit_l_16_lc_swag-4d563306.pth", 85.146, resize: 224, interpolation: Bicubic,
                license: Swag)),
        "vit_l_32" => List(
            Entry("IMAGENET1K_V1", "vit_l_32-c7638314.pth", 76.972)),
        "vit_h_14" => List(
            Entry(
                "IMAGENET1K_SWAG_E2E_V1", "vit_h_14_swag-80465313.pth", 88.552, resize: 518, crop: 518, interpolation: Bicubic,
                license: Swag),
            Entry(
                "IMAGENET1K_SWAG_LINEAR_V1", "vit_h_14_lc_swag-c1eb923e.pth", 85.708, resize: 224, interpolation: Bicubic,
                license: Swag)),
        _ => EquatableList<WeightsEntry>.Empty,
    };

    private static EquatableList<WeightsEntry> List(params WeightsEntry[] entries) => new(entries);

    private static WeightsEntry Entry(
        string name,
        string file,
        double top1,
        int resize = 256,
        int crop = 224,
        Interpolation interpolation = Bilinear,
        string license = ImageNet) =>
        new(
            name,
            file,
            new Preprocessing(resize, crop, interpolation, Preprocessing.ImageNetMean, Preprocessing.ImageNetStd),
            top1,
            license);
}
