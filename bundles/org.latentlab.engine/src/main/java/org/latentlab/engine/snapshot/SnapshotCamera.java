package org.latentlab.engine.snapshot;

import java.util.Arrays;
import java.util.List;

import org.latentlab.engine.chart.ManifoldGrid;
import org.latentlab.engine.chart.PredictionMatrix;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.math.ChiSquared;
import org.latentlab.engine.math.Matrix;
import org.latentlab.engine.math.Rng;
import org.latentlab.engine.vae.VaeView;

/** Looks at a model with images and draws of the prior that are chosen once. */
final class SnapshotCamera {

    /** Points along each side of the manifold's grid. */
    static final int GRID = 15;

    /** An image of the manifold is at most so many pixels wide. */
    private static final int MANIFOLD_CELL = 40;

    private static final int CHUNK = 256;

    private final SnapshotConfig m_config;
    private final Images m_images;
    private final int[] m_coded;
    private final Images m_samples;
    private final int m_latentSize;
    private final float[] m_draws;
    private final Matrix m_grid;

    /**
     * @param config which pictures
     * @param images all images
     * @param samples those shown in the prediction matrix
     * @param coded those whose codes are shown
     * @param model any epoch's
     */
    SnapshotCamera(final SnapshotConfig config, final Images images, final int[] samples, final int[] coded,
        final VaeView model) {
        m_config = config;
        m_images = images;
        m_coded = coded;
        m_samples = images.select(samples);
        m_latentSize = model.config().latentSize();
        m_draws = new float[config.samples() * config.samples() * m_latentSize];
        final Rng rng = Rng.stream(config.seed(), "snapshots of the prior");
        for (int i = 0; i < m_draws.length; i++) {
            m_draws[i] = (float)rng.nextGaussian();
        }
        m_grid = config.manifold() && m_latentSize == 2 && !images.shape().isVector() ? quantiles() : null;
    }

    /** The grid of the normal distribution's quantiles (i + ½) / n along both dimensions. */
    static Matrix quantiles() {
        final Matrix grid = Matrix.zeros(GRID * GRID, 2);
        for (int i = 0; i < GRID * GRID; i++) {
            grid.data()[2 * i] = normalQuantile((i % GRID + 0.5) / GRID);
            grid.data()[2 * i + 1] = normalQuantile((i / GRID + 0.5) / GRID);
        }
        return grid;
    }

    /** By the square of a normal variable, which is χ² distributed with one degree of freedom. */
    static double normalQuantile(final double probability) {
        final double inner = Math.abs(2 * probability - 1);
        return inner < 1e-12 ? 0 : Math.signum(probability - 0.5) * Math.sqrt(ChiSquared.quantile(inner, 1));
    }

    /** @return the images whose codes are taken, as indices into all */
    int[] coded() {
        return m_coded;
    }

    /** @return number of latent dimensions */
    int latentSize() {
        return m_latentSize;
    }

    /**
     * What a model made of the images and the draws; null what is not wanted.
     *
     * @param epoch epochs done
     * @param note how good the model is
     * @param reconstructed the samples' reconstructions
     * @param generated images decoded from the draws of the prior
     * @param manifold images decoded from the grid
     * @param codes posterior means
     */
    record Look(int epoch, String note, Images reconstructed, Images generated, Images manifold, float[] codes) {
    }

    /**
     * @param epoch epochs done
     * @param note how good the model is
     * @param model the model
     * @return what it makes of the images and the draws
     */
    Look look(final int epoch, final String note, final VaeView model) {
        final boolean matrix = m_config.predictionMatrix();
        return new Look(epoch, note, matrix ? model.decode(model.encode(m_samples).mean()) : null,
            matrix ? model.decode(m_draws.clone()) : null, m_grid == null ? null : model.decode(m_grid.toFloats()),
            m_config.latentScatter() ? codes(model) : null);
    }

    /**
     * @param look what a model made
     * @return its pictures, as far as they can be drawn without those of the other epochs
     */
    Capture draw(final Look look) {
        return new Capture(look.epoch(), look.reconstructed() == null ? null : matrix(look),
            look.manifold() == null ? null : manifold(m_grid, look.manifold(), look.epoch()), look.codes());
    }

    /** The images decoded from a grid of latent points, as PNG. */
    static byte[] manifold(final Matrix points, final Images decoded, final int epoch) {
        final ManifoldGrid grid = ManifoldGrid.of(points, decoded, title("Latent manifold", epoch));
        final int own = decoded.shape().width();
        final int cell = own >= MANIFOLD_CELL ? MANIFOLD_CELL : own * (MANIFOLD_CELL / own);
        final int width = grid.widthFor(cell);
        return grid.png(width, grid.heightFor(width));
    }

    static String title(final String what, final int epoch) {
        return what + ", epoch " + epoch;
    }

    private byte[] matrix(final Look look) {
        final PredictionMatrix matrix = new PredictionMatrix(title("Prediction matrix", look.epoch()), look.note(),
            List.of(new PredictionMatrix.Block("Data", m_samples, null),
                new PredictionMatrix.Block("Reconstructed", look.reconstructed(), m_samples),
                new PredictionMatrix.Block("Generated from N(0, I)", look.generated(), null)), m_config.samples());
        final int width = matrix.preferredWidth();
        return matrix.png(width, matrix.heightFor(width));
    }

    private float[] codes(final VaeView model) {
        final float[] codes = new float[m_coded.length * m_latentSize];
        for (int from = 0; from < m_coded.length; from += CHUNK) {
            final int to = Math.min(m_coded.length, from + CHUNK);
            final float[] mean = model.encode(m_images.select(Arrays.copyOfRange(m_coded, from, to))).mean();
            System.arraycopy(mean, 0, codes, from * m_latentSize, mean.length);
        }
        return codes;
    }
}
