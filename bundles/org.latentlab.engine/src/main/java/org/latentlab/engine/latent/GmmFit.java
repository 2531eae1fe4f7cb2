package org.latentlab.engine.latent;

import java.util.List;

/**
 * A fitted Gaussian mixture and how well it fits.
 *
 * @param mixture the mixture
 * @param logLikelihood the log-likelihood of all points under it, in nats
 * @param bic the Bayesian information criterion, -2·log-likelihood + parameters·ln n (Schwarz 1978); lower is better
 * @param aic Akaike's information criterion, -2·log-likelihood + 2·parameters (Akaike 1974); lower is better
 * @param iterations the EM iterations of the start that was kept
 * @param converged whether EM converged before its most iterations
 * @param selection one entry for each number of components tried, in ascending order
 */
public record GmmFit(GaussianMixture mixture, double logLikelihood, double bic, double aic, int iterations,
    boolean converged, List<Selection> selection) {

    /** Copies the list. */
    public GmmFit {
        selection = List.copyOf(selection);
    }

    /**
     * The best fit with one number of components.
     *
     * @param components the number of components
     * @param logLikelihood the log-likelihood of all points, in nats
     * @param parameters the number of free parameters
     * @param bic the Bayesian information criterion
     * @param aic Akaike's information criterion
     * @param iterations the EM iterations of the best start
     * @param converged whether the best start converged
     */
    public record Selection(int components, double logLikelihood, long parameters, double bic, double aic,
        int iterations, boolean converged) {
    }
}
