package org.latentlab.engine.score;

import java.util.ArrayList;
import java.util.List;

import org.latentlab.engine.EngineException;
import org.latentlab.engine.dataset.StratifiedSample;
import org.latentlab.engine.latent.GaussianMixture;
import org.latentlab.engine.latent.Points;
import org.latentlab.engine.math.Matrix;
import org.latentlab.engine.train.Progress;

/**
 * How clearly the clusters of a latent space are set apart: the mean entropy of a mixture's responsibilities, and the
 * mean silhouette (Rousseeuw 1987) of the points, each assigned to its most responsible component.
 */
public final class ClusterClarity {

    /** Above this many points the silhouette is computed on a stratified sample of as many. */
    public static final int SILHOUETTE_LIMIT = 5000;

    private ClusterClarity() {
    }

    /**
     * @param points n×d, finite, n at least 1
     * @param mixture a mixture in d dimensions
     * @param seed the seed of the sample, if one is drawn
     * @param progress told and asked at every block
     * @return entropy and silhouette
     * @throws EngineException if there are no points or a value is NaN or infinite
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    public static ClusterClarityResult of(final Matrix points, final GaussianMixture mixture, final long seed,
        final Progress progress) {
        if (points.rows() == 0) {
            throw new EngineException("There are no points whose clusters could be judged.");
        }
        Points.requireFinite(points);
        final Matrix responsibilities = mixture.responsibilities(points);
        final int k = mixture.components();
        final int[] cluster = new int[points.rows()];
        for (int i = 0; i < cluster.length; i++) {
            for (int c = 1; c < k; c++) {
                if (responsibilities.get(i, c) > responsibilities.get(i, cluster[i])) {
                    cluster[i] = c;
                }
            }
        }
        final List<String> warnings = new ArrayList<>();
        final int[] rows = StratifiedSample.rows(cluster, points.rows(), SILHOUETTE_LIMIT, seed);
        if (rows.length < points.rows()) {
            warnings.add("The silhouette was computed on a stratified sample of " + rows.length + " of the "
                + points.rows() + " points.");
        }
        final double silhouette = silhouette(points, cluster, k, rows, warnings, progress);
        return new ClusterClarityResult(entropy(responsibilities), silhouette, rows.length, warnings);
    }

    private static double silhouette(final Matrix points, final int[] cluster, final int k, final int[] rows,
        final List<String> warnings, final Progress progress) {
        final int[] chosen = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            chosen[i] = cluster[rows[i]];
        }
        final double silhouette = Silhouette.mean(points.select(rows), chosen, k, progress);
        if (Double.isNaN(silhouette)) {
            warnings.add("There is no silhouette: it needs at least 2 clusters with points, and fewer clusters than "
                + "points.");
        }
        return silhouette;
    }

    /**
     * @param responsibilities n×K, each row with the sum 1, n at least 1
     * @return the mean entropy of a row over its most, ln K, in [0, 1]; 0 for a single component
     */
    public static double entropy(final Matrix responsibilities) {
        final int k = responsibilities.columns();
        if (k == 1) {
            return 0;
        }
        double sum = 0;
        for (final double r : responsibilities.data()) {
            sum -= r > 0 ? r * Math.log(r) : 0;
        }
        return sum / (responsibilities.rows() * Math.log(k));
    }
}
