package org.latentlab.engine.latent;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Finds the margins of a mixture: places between neighbouring components where the density is low though both are near.
 * <ol>
 * <li><b>Pass.</b> For two components i and j the <i>ridgeline</i> (Ray and Lindsay 2005, "The topography of
 * multivariate normal mixtures") x(α) = [(1-α)Σᵢ⁻¹ + αΣⱼ⁻¹]⁻¹[(1-α)Σᵢ⁻¹μᵢ + αΣⱼ⁻¹μⱼ] leads from μᵢ (at α = 0)
 * to μⱼ (at α = 1). Along it wᵢN(x; μᵢ, Σᵢ) falls and wⱼN(x; μⱼ, Σⱼ) rises; the pass is where the two are equal, found
 * by bisection. It is the point of the boundary between i and j that lies highest in either: where the two clusters
 * come closest. If one component outweighs the other even at the other's mean, there is no pass.</li>
 * <li><b>Neighbours.</b> i and j are neighbours if no third component is more responsible for the pass than they are.
 * With equal weights and equal spherical covariances this is the Gabriel graph of the means.</li>
 * <li><b>Low density.</b> The dip of a pass is min(ln p(μᵢ), ln p(μⱼ)) - ln p(pass), p being the whole mixture: how far
 * one descends, in nats, from the lower of the two clusters. Without a dip (≤ 0) the two have grown together, and there
 * is no margin.</li>
 * <li><b>Near.</b> A pass is near if its Mahalanobis distance from both means is at most the radius that holds 99 % of
 * a Gaussian in d dimensions, the root of the 0.99 quantile of χ² with d degrees of freedom (by Wilson and Hilferty
 * 1931: 3.0 in two dimensions, 3.4 in three).</li>
 * <li><b>Order.</b> First the near passes, the deepest dip first; then the others, the nearest first.</li>
 * <li><b>Area.</b> Points are drawn around the pass with the standard deviation f·min(1/√(Σᵢ⁻¹)[c,c], 1/√(Σⱼ⁻¹)[c,c])
 * in dimension c, the smaller one of the two components' deviations with all other dimensions held fixed, where f is a
 * quarter of the Mahalanobis distance to the nearer mean, at most ½: two deviations along an axis are at most half the
 * way to either mean, by that component's own measure.</li>
 * </ol>
 */
public final class Margins {

    /** How many margins are offered unless another number is asked for. */
    public static final int DEFAULT_COUNT = 5;

    private static final double NORMAL_QUANTILE_99 = 2.3263478740408408;

    private Margins() {
    }

    /**
     * @param mixture the mixture
     * @param count the most margins wanted, at least 1
     * @return the best margins, best first; fewer where the mixture has no more, none if it has one component
     */
    public static List<SamplingArea.Margin> find(final GaussianMixture mixture, final int count) {
        if (count < 1) {
            throw new IllegalArgumentException("Ask for at least 1 margin, not " + count + ".");
        }
        final List<SamplingArea.Margin> found = new ArrayList<>();
        for (int i = 0; i < mixture.components(); i++) {
            for (int j = i + 1; j < mixture.components(); j++) {
                between(mixture, i, j).ifPresent(found::add);
            }
        }
        found.sort(Comparator.comparing((final SamplingArea.Margin m) -> !m.near())
            .thenComparingDouble(m -> m.near() ? -m.dip() : m.deviations())
            .thenComparingInt(SamplingArea.Margin::first).thenComparingInt(SamplingArea.Margin::second));
        return List.copyOf(found.subList(0, Math.min(count, found.size())));
    }

    /**
     * @param mixture the mixture
     * @param i a component, from 0
     * @param j another one
     * @return the margin between them; empty if they are no neighbours or have grown together
     */
    public static Optional<SamplingArea.Margin> between(final GaussianMixture mixture, final int i, final int j) {
        final Optional<double[]> pass = new Ridgeline(mixture, i, j).pass();
        if (pass.isEmpty()) {
            return Optional.empty();
        }
        final double[] x = pass.get();
        final double[] joint = mixture.jointLogDensities(x);
        final double most = Arrays.stream(joint).max().orElseThrow();
        if (most > Math.max(joint[i], joint[j])) {
            return Optional.empty();
        }
        final double logDensity = mixture.logDensity(x);
        final double dip =
            Math.min(mixture.logDensity(mixture.mean(i)), mixture.logDensity(mixture.mean(j))) - logDensity;
        if (!(dip > 0)) {
            return Optional.empty();
        }
        final double fromI = mixture.mahalanobis(i, x);
        final double fromJ = mixture.mahalanobis(j, x);
        final double farther = Math.max(fromI, fromJ);
        final double scale = Math.min(0.5, Math.min(fromI, fromJ) / 4);
        return Optional.of(new SamplingArea.Margin(Math.min(i, j), Math.max(i, j), x,
            deviations(mixture, i, j, scale), logDensity, dip, farther, farther <= reach(mixture.dimensions())));
    }

    private static double[] deviations(final GaussianMixture mixture, final int i, final int j, final double scale) {
        final double[] sd = Ridgeline.conditionalDeviations(mixture, i);
        final double[] other = Ridgeline.conditionalDeviations(mixture, j);
        for (int c = 0; c < sd.length; c++) {
            sd[c] = scale * Math.min(sd[c], other[c]);
        }
        return sd;
    }

    /** The radius that holds 99 % of a Gaussian with unit covariance. */
    private static double reach(final int d) {
        final double v = 2.0 / (9 * d);
        return Math.sqrt(d * Math.pow(1 - v + NORMAL_QUANTILE_99 * Math.sqrt(v), 3));
    }
}
