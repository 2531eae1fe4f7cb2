package org.latentlab.engine.snapshot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

import org.latentlab.engine.chart.Chart;
import org.latentlab.engine.chart.PredictionMatrix;
import org.latentlab.engine.chart.TraversalGrid;
import org.latentlab.engine.gan.GanConfig;
import org.latentlab.engine.gan.GanView;
import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.latent.LatentPrior;
import org.latentlab.engine.math.Matrix;
import org.latentlab.engine.math.Rng;

/** Looks at a GAN with latent vectors that are chosen once. */
final class GanCamera {

    private final GanConfig m_config;
    private final ImageShape m_shape;
    private final int m_columns;
    /** What the rows of samples are, or none where all are alike. */
    private final List<String> m_rows;
    private final float[] m_draws;
    private final int[] m_classes;
    private final Matrix m_grid;

    /**
     * @param config how many samples
     * @param model any epoch's
     */
    GanCamera(final SnapshotConfig config, final GanView model) {
        m_config = model.config();
        m_shape = model.shape();
        m_columns = config.samples();
        final LatentPrior prior = m_config.prior();
        m_rows = rows(m_config);
        final float[] draws = prior.draw(m_rows.isEmpty() ? m_columns * m_columns : m_columns,
            Rng.stream(config.seed(), "snapshots of the prior"));
        m_draws = m_rows.isEmpty() ? draws : inRows(draws);
        m_classes = m_config.isConditional()
            ? IntStream.range(0, m_rows.size() * m_columns).map(i -> i / m_columns).toArray() : null;
        m_grid = config.manifold() && prior.dimensions() == 2 && !m_shape.isVector() ? grid(prior) : null;
    }

    private static List<String> rows(final GanConfig config) {
        final List<String> names = new ArrayList<>(config.classNames());
        if (!config.isConditional() && config.prior() instanceof LatentPrior.Clusters clusters) {
            IntStream.rangeClosed(1, clusters.clusters()).forEach(k -> names.add("cluster " + k));
        }
        return List.copyOf(names.subList(0, Math.min(GanSnapshots.MOST_ROWS, names.size())));
    }

    /** The draws again for each row; those of a cluster are moved to it. */
    private float[] inRows(final float[] draws) {
        final int size = m_config.prior().dimensions();
        final float[] all = new float[m_rows.size() * draws.length];
        for (int row = 0; row < m_rows.size(); row++) {
            for (int column = 0; column < m_columns; column++) {
                final int to = (row * m_columns + column) * size;
                System.arraycopy(draws, column * size, all, to, size);
                if (!m_config.isConditional() && m_config.prior() instanceof LatentPrior.Clusters clusters) {
                    Arrays.fill(all, to + clusters.normals(), to + size, 0f);
                    all[to + clusters.normals() + row] = 1;
                }
            }
        }
        return all;
    }

    /** The grid of quantiles, which of a uniform distribution on [−1, 1) are evenly spaced. */
    private static Matrix grid(final LatentPrior prior) {
        final Matrix grid = SnapshotCamera.quantiles();
        if (prior instanceof LatentPrior.Uniform) {
            for (int i = 0; i < grid.rows(); i++) {
                grid.data()[2 * i] = 2 * (i % SnapshotCamera.GRID + 0.5) / SnapshotCamera.GRID - 1;
                grid.data()[2 * i + 1] = 2 * (i / SnapshotCamera.GRID + 0.5) / SnapshotCamera.GRID - 1;
            }
        }
        return grid;
    }

    /**
     * @param epoch epochs done
     * @param note how the training stands
     * @param model the model
     * @return what it generates
     */
    SnapshotCamera.Look look(final int epoch, final String note, final GanView model) {
        final Images generated = model.generate(m_draws.clone(), m_classes == null ? null : m_classes.clone());
        return new SnapshotCamera.Look(epoch, note, null, generated, m_grid == null ? null : model.generate(
            m_grid.toFloats(), m_config.isConditional() ? new int[m_grid.rows()] : null), null);
    }

    /**
     * @param look what a model generated
     * @return its pictures
     */
    Capture draw(final SnapshotCamera.Look look) {
        final Chart chart = samples(SnapshotCamera.title("Samples", look.epoch()), look.note(), look.generated());
        final int width = chart.preferredWidth();
        return new Capture(look.epoch(), chart.png(width, chart.heightFor(width)), look.manifold() == null ? null
            : SnapshotCamera.manifold(m_grid, look.manifold(), look.epoch()), null);
    }

    private Chart samples(final String title, final String note, final Images images) {
        if (m_rows.isEmpty()) {
            return new PredictionMatrix(title, note, List.of(new PredictionMatrix.Block("From a "
                + m_config.prior().words() + " prior", images, null)), m_columns);
        }
        if (m_shape.isVector()) {
            // vectors stand below each other, which needs less room
            return new PredictionMatrix(title, note, IntStream.range(0, m_rows.size()).mapToObj(
                row -> new PredictionMatrix.Block(m_rows.get(row), images.select(IntStream.range(row * m_columns,
                    (row + 1) * m_columns).toArray()), null)).toList(), 1);
        }
        return new TraversalGrid(title, note, Collections.nCopies(m_columns, ""), List.of(new TraversalGrid.Block("",
            images, m_rows.stream().map(name -> new TraversalGrid.Row(name, "", List.of(), -1)).toList())), 0, false);
    }
}
