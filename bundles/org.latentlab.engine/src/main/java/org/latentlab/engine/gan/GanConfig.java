package org.latentlab.engine.gan;

import java.util.List;

import org.latentlab.engine.latent.LatentPrior;

/**
 * What GAN is trained.
 *
 * @param prior what the generator's latent vectors are drawn from
 * @param architecture the layers of generator and critic
 * @param normalisation what keeps the critic in bounds
 * @param loss what both minimise
 * @param realTarget what the discriminator is to say of real images instead of 1, in (0.5, 1]: one-sided label
 *            smoothing (Salimans et al. 2016, section 3.4); 1 where the loss has no such target
 * @param classNames the classes that a class-conditional GAN is told, at least 2; empty = unconditional. The generator
 *            takes a learned embedding of the class beside z (Mirza and Osindero 2014), the critic by projection:
 *            D(x, y) = ψ(φ(x)) + ⟨e_y, φ(x)⟩ (Miyato and Koyama 2018, equation 3)
 * @param cluster ClusterGAN's further losses, which need a prior of clusters; null = none
 */
public record GanConfig(LatentPrior prior, GanArchitecture architecture, CriticNormalisation normalisation,
    GanLoss loss, double realTarget, List<String> classNames, ClusterWeights cluster) {

    /** Checks that the parts fit together. */
    public GanConfig {
        if (prior == null || architecture == null || normalisation == null || loss == null) {
            throw new IllegalArgumentException("A GAN needs a prior, an architecture, a normalisation and a loss.");
        }
        classNames = List.copyOf(classNames);
        if (!(realTarget > 0.5 && realTarget <= 1)) {
            throw new IllegalArgumentException("The target of real images is above 0.5 and at most 1, not " + realTarget
                + ". A usual value is 0.9.");
        }
        if (realTarget < 1 && !loss.hasRealTarget()) {
            throw new IllegalArgumentException("Label smoothing needs a loss with a target for real images, but a "
                + loss.words() + " has none. Switch the smoothing off, or choose minimax, non-saturating or least "
                + "squares.");
        }
        if (loss instanceof GanLoss.WassersteinGradientPenalty && normalisation == CriticNormalisation.BATCH) {
            throw new IllegalArgumentException("A gradient penalty needs a critic that takes each image by itself, so "
                + "it cannot have batch normalisation. Choose none or spectral normalisation.");
        }
        if (classNames.size() == 1 || classNames.stream().distinct().count() < classNames.size()) {
            throw new IllegalArgumentException("A class-conditional GAN needs at least 2 classes, each of another "
                + "name, not " + classNames + ".");
        }
        if (cluster != null && !(prior instanceof LatentPrior.Clusters)) {
            throw new IllegalArgumentException("A ClusterGAN needs latent vectors of clusters, not " + prior.words()
                + " ones.");
        }
        if (cluster != null && !classNames.isEmpty()) {
            throw new IllegalArgumentException("A ClusterGAN finds clusters without classes: it cannot be "
                + "class-conditional at the same time. Choose one of both.");
        }
    }

    /** @return whether generator and critic are told a class */
    public boolean isConditional() {
        return !classNames.isEmpty();
    }
}
