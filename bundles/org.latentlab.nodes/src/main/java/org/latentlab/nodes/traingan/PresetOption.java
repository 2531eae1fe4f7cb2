package org.latentlab.nodes.traingan;

import java.util.List;

import org.knime.node.parameters.widget.choices.Label;
import org.latentlab.engine.gan.CriticNormalisation;
import org.latentlab.engine.gan.GanArchitecture;
import org.latentlab.engine.gan.GanLoss;
import org.latentlab.engine.gan.GradientPenalty;

/** Networks and losses that go together, by the data or the method. */
enum PresetOption {

        @Label(value = "Digits, small (MLP)", description = "A generator with dense layers of 256 and 512 units "
            + "against a discriminator of 512 and 256, non-saturating loss (Goodfellow et al. 2014): for small gray "
            + "images such as MNIST's. Quick, of any image size; the images stay somewhat grainy.")
        DIGITS_MLP,

        @Label(value = "Digits, clothing and colour images, 28×28 to 64×64 (DCGAN)", description = "4×4 convolutions "
            + "of stride 2 with 64, 128, … filters and batch normalisation, non-saturating loss (Radford, Metz and "
            + "Chintala 2016): the one to begin with for gray or colour images whose sides are divisible by 4, such "
            + "as MNIST's 28×28×1 or CIFAR-10's 32×32×3.")
        DCGAN,

        @Label(value = "Digits and clothing, sharper (DCGAN with spectral normalisation)", description = "The DCGAN's "
            + "network and loss with spectral normalisation in place of the discriminator's batch normalisation "
            + "(Miyato et al. 2018), and twice its learning rate. With <i>Batch size</i> 32 and <i>Averaging of the "
            + "generator</i> 0.999, the Fréchet distance of MNIST digits from a network of 32 filters was half that "
            + "of the paper's DCGAN after as many epochs.")
        SPECTRAL_DCGAN,

        @Label(value = "Colour images (DCGAN with spectral normalisation)", description = "The same network, but the "
            + "discriminator's weights are divided by their spectral norm, with the hinge loss (Miyato et al. 2018): "
            + "for photographs, where a plain DCGAN oscillates or collapses.")
        SPECTRAL,

        @Label(value = "WGAN with weight clipping (DCGAN)", description = "The network of the DCGAN with a Wasserstein "
            + "critic whose weights are clipped (Arjovsky, Chintala and Bottou 2017): the loss falls as the images "
            + "get better, but training is slow. Mostly for comparison with WGAN-GP.")
        WGAN,

        @Label(value = "WGAN-GP (DCGAN)", description = "The network of the DCGAN without batch normalisation in the "
            + "critic, and a gradient penalty (Gulrajani et al. 2017): hardly ever collapses; takes five steps of the "
            + "critic for one of the generator.")
        WGAN_GP,

        @Label(value = "ClusterGAN (DCGAN)", description = "WGAN-GP whose latent vector also says one of several "
            + "clusters, with an encoder that finds both in an image again (Mukherjee et al. 2019): groups images "
            + "without being told classes, and <i>Encode</i> needs no search.")
        CLUSTER_GAN,

        @Label(value = "ClusterGAN, quick (DCGAN with spectral normalisation)", description = "A ClusterGAN with the "
            + "non-saturating loss and spectral normalisation in place of WGAN-GP, and one step of the discriminator "
            + "for each of the generator, so that its generator takes several times as many steps in the same time.")
        SPECTRAL_CLUSTER_GAN,

        @Label(value = "Vectors (MLP, WGAN-GP)", description = "Dense layers of 128 and 128 units on either side with "
            + "the gradient penalty, which suits values without a fixed range: for vectors of a few to some hundred "
            + "numbers. Scale them.")
        VECTORS,

        @Label(value = "Custom", description = "Layers and loss chosen below.")
        CUSTOM;

    /** The filters next to the image. */
    static final int FILTERS = 64;

    /** @return whether it is a ClusterGAN */
    boolean hasClusters() {
        return this == CLUSTER_GAN || this == SPECTRAL_CLUSTER_GAN;
    }

    /** @return the network; null for a custom one */
    GanArchitecture architecture() {
        return switch (this) {
            case DIGITS_MLP -> new GanArchitecture.Mlp(List.of(256, 512), List.of(512, 256), false);
            case DCGAN, SPECTRAL_DCGAN, SPECTRAL, WGAN, WGAN_GP, CLUSTER_GAN, SPECTRAL_CLUSTER_GAN ->
                new GanArchitecture.Dcgan(FILTERS);
            case VECTORS -> new GanArchitecture.Mlp(List.of(128, 128), List.of(128, 128), false);
            case CUSTOM -> null;
        };
    }

    /** @return the loss; null for a custom one */
    GanLoss loss() {
        return switch (this) {
            case DIGITS_MLP, DCGAN, SPECTRAL_DCGAN, SPECTRAL_CLUSTER_GAN -> new GanLoss.NonSaturating();
            case SPECTRAL -> new GanLoss.Hinge();
            case WGAN -> new GanLoss.WassersteinClipping(GanLoss.WassersteinClipping.CLIP);
            case WGAN_GP, CLUSTER_GAN, VECTORS -> new GanLoss.WassersteinGradientPenalty(
                GanLoss.WassersteinGradientPenalty.WEIGHT, GradientPenalty.TOWARDS_ONE);
            case CUSTOM -> null;
        };
    }

    /** @return what keeps the critic in bounds; null for a custom one */
    CriticNormalisation normalisation() {
        return switch (this) {
            case DCGAN, WGAN -> CriticNormalisation.BATCH;
            case SPECTRAL_DCGAN, SPECTRAL, SPECTRAL_CLUSTER_GAN -> CriticNormalisation.SPECTRAL;
            case DIGITS_MLP, WGAN_GP, CLUSTER_GAN, VECTORS -> CriticNormalisation.NONE;
            case CUSTOM -> null;
        };
    }
}
