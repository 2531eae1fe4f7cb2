package org.latentlab.engine.latent;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.latentlab.engine.math.Rng;

/**
 * Finds the crowded centre of a mixture: where the responsibilities are most mixed near the origin. It is the point of
 * the highest H(x)·exp(-½‖x‖²), H being the entropy of the responsibilities over its most, ln K, and the second factor
 * the prior N(0, I) over its most: mixed, and where the prior draws often.
 * <p>
 * The maximum is sought from the origin, the passes between all pairs of components (see {@link Margins}), a grid of
 * step 0.25 over [-3, 3] in up to three dimensions and 2000 fixed draws of the prior in more; the ten best of these
 * starts are climbed from by a compass search down to steps of 10⁻⁷.
 * <p>
 * Points are drawn around it with half the standard deviation of each dimension that the components have there,
 * weighted by their responsibilities. With a single component nothing is mixed, and the centre is the origin.
 */
public final class CrowdedCentre {

    private static final double GRID_REACH = 3;
    private static final int GRID_PER_DIMENSION = 25;
    private static final int DRAWS = 2000;
    private static final int CLIMBS = 10;

    private final GaussianMixture m_mixture;

    private CrowdedCentre(final GaussianMixture mixture) {
        m_mixture = mixture;
    }

    private record Candidate(double[] x, double value) {
    }

    /**
     * @param mixture the mixture
     * @return its crowded centre
     */
    public static SamplingArea.Centre find(final GaussianMixture mixture) {
        return new CrowdedCentre(mixture).find();
    }

    private SamplingArea.Centre find() {
        final int d = m_mixture.dimensions();
        Candidate best = evaluate(new double[d]);
        if (m_mixture.components() > 1) {
            final List<Candidate> starts = starts();
            starts.sort(Comparator.comparingDouble(c -> -c.value()));
            for (final Candidate start : starts.subList(0, Math.min(CLIMBS, starts.size()))) {
                final Candidate top = evaluate(new CrowdingClimb(m_mixture, start.x()).top());
                if (top.value() > best.value()) {
                    best = top;
                }
            }
        }
        final double[] r = m_mixture.responsibilities(best.x());
        final double[] sd = new double[d];
        for (int k = 0; k < r.length; k++) {
            final double[] component = m_mixture.standardDeviations(k);
            for (int c = 0; c < d; c++) {
                sd[c] += r[k] * component[c] * component[c];
            }
        }
        for (int c = 0; c < d; c++) {
            sd[c] = 0.5 * Math.sqrt(sd[c]);
        }
        return new SamplingArea.Centre(best.x(), sd, entropy(r), m_mixture.logDensity(best.x()));
    }

    private List<Candidate> starts() {
        final int d = m_mixture.dimensions();
        final List<Candidate> starts = new ArrayList<>();
        starts.add(evaluate(new double[d]));
        for (int i = 0; i < m_mixture.components(); i++) {
            for (int j = i + 1; j < m_mixture.components(); j++) {
                new Ridgeline(m_mixture, i, j).pass().ifPresent(x -> starts.add(evaluate(x)));
            }
        }
        if (d <= 3) {
            addGrid(starts);
        } else {
            final Rng rng = Rng.stream(0, "crowded centre");
            for (int i = 0; i < DRAWS; i++) {
                final double[] x = new double[d];
                for (int c = 0; c < d; c++) {
                    x[c] = rng.nextGaussian();
                }
                starts.add(evaluate(x));
            }
        }
        return starts;
    }

    private void addGrid(final List<Candidate> starts) {
        final int d = m_mixture.dimensions();
        final int size = (int)Math.round(Math.pow(GRID_PER_DIMENSION, d));
        for (int i = 0; i < size; i++) {
            final double[] x = new double[d];
            int index = i;
            for (int c = 0; c < d; c++) {
                x[c] = -GRID_REACH + 2 * GRID_REACH * (index % GRID_PER_DIMENSION) / (GRID_PER_DIMENSION - 1);
                index /= GRID_PER_DIMENSION;
            }
            starts.add(evaluate(x));
        }
    }

    private Candidate evaluate(final double[] x) {
        double squares = 0;
        for (final double v : x) {
            squares += v * v;
        }
        return new Candidate(x, Math.log(entropy(m_mixture.responsibilities(x))) - 0.5 * squares);
    }

    /** The entropy of the responsibilities over its most, in [0, 1]. */
    private static double entropy(final double[] responsibilities) {
        if (responsibilities.length == 1) {
            return 0;
        }
        double h = 0;
        for (final double r : responsibilities) {
            h -= r > 0 ? r * Math.log(r) : 0;
        }
        return h / Math.log(responsibilities.length);
    }
}
