package org.latentlab.nodes.conditionalsampler;

import org.knime.node.parameters.widget.choices.Label;
import org.latentlab.engine.conditional.ClassSpread;
import org.latentlab.engine.latent.CovarianceType;

/** How the codes of a class are taken to be spread. */
enum SpreadOption {

    /** A standard deviation for each dimension. */
    @Label(value = "Diagonal", description = "One Gaussian with a standard deviation for each dimension: what "
        + "dimensions do together is lost, and with it part of the accuracy.")
    DIAGONAL,

    /** A covariance. */
    @Label(value = "Full", description = "One Gaussian with a full covariance, which knows what dimensions do "
        + "together. Draws of digits are far more accurate with it at the same variety.")
    FULL,

    /** Several Gaussians. */
    @Label(value = "Mixture", description = "Several Gaussians a class, for classes of several kinds.")
    MIXTURE;

    /**
     * @param components Gaussians of a mixture
     * @param full whether they have full covariances
     * @return the same for the engine
     * @throws IllegalArgumentException if a value is out of range
     */
    ClassSpread spread(final int components, final boolean full) {
        return switch (this) {
            case DIAGONAL -> ClassSpread.diagonal();
            case FULL -> new ClassSpread(CovarianceType.FULL, 1);
            case MIXTURE -> new ClassSpread(full ? CovarianceType.FULL : CovarianceType.DIAGONAL, components);
        };
    }
}
