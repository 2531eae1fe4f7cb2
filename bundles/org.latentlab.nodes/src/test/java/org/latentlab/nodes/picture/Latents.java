package org.latentlab.nodes.picture;

import java.util.List;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataTableSpecCreator;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;
import org.latentlab.engine.latent.CovarianceType;
import org.latentlab.engine.latent.GaussianMixture;
import org.latentlab.engine.math.Matrix;
import org.latentlab.engine.math.Rng;
import org.latentlab.nodes.port.MixturePortObject;
import org.latentlab.nodes.table.ClassColumn;
import org.latentlab.nodes.table.LatentColumns;
import org.latentlab.nodes.table.TestTables;

/** Latent codes of three well separated classes, for tests. */
public final class Latents {

    /** The classes, whose means lie at (0, 0), (4, 0) and (0, 4), further dimensions at 0. */
    public static final List<String> CLASSES = List.of("a", "b", "c");

    private Latents() {
    }

    /** @return the mean of a class */
    public static double[] mean(final int label, final int dimensions) {
        final double[] mean = new double[dimensions];
        if (label > 0) {
            mean[(label - 1) % dimensions] = 4 * (1 + (label - 1) / dimensions); // one dimension: at 0, 4 and 8
        }
        return mean;
    }

    /** @return z1 … zd and class: n codes of each class in turn, standard deviation 0.5 in every dimension */
    public static BufferedDataTable codes(final ExecutionContext exec, final int perClass, final int dimensions) {
        final Rng rng = new Rng(7);
        final DataCell[][] rows = new DataCell[3 * perClass][];
        for (int i = 0; i < rows.length; i++) {
            final double[] mean = mean(i % 3, dimensions);
            rows[i] = new DataCell[dimensions + 1];
            for (int j = 0; j < dimensions; j++) {
                rows[i][j] = new DoubleCell(mean[j] + 0.5 * rng.nextGaussian());
            }
            rows[i][dimensions] = new StringCell(CLASSES.get(i % 3));
        }
        return TestTables.table(exec, spec(dimensions), rows);
    }

    /** @return the spec of {@link #codes} */
    public static DataTableSpec spec(final int dimensions) {
        final DataColumnSpec[] z = LatentColumns.newColumns(dimensions);
        return new DataTableSpecCreator().addColumns(z).addColumns(ClassColumn.newColumn("class", CLASSES))
            .createSpec();
    }

    /** @return z1 … zd alone, these points */
    public static BufferedDataTable points(final ExecutionContext exec, final double[]... points) {
        final DataCell[][] rows = new DataCell[points.length][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = java.util.Arrays.stream(points[i]).mapToObj(DoubleCell::new).toArray(DataCell[]::new);
        }
        return TestTables.table(exec, new DataTableSpec(LatentColumns.newColumns(points[0].length)), rows);
    }

    /** @return the mixture that the codes come from */
    public static MixturePortObject mixture(final int dimensions) {
        final Matrix variance = Matrix.zeros(dimensions, dimensions);
        for (int j = 0; j < dimensions; j++) {
            variance.data()[j * dimensions + j] = 0.25;
        }
        final GaussianMixture mixture = GaussianMixture.of(CovarianceType.FULL, new double[]{1 / 3.0, 1 / 3.0, 1 / 3.0},
            Matrix.of(mean(0, dimensions), mean(1, dimensions), mean(2, dimensions)),
            List.of(variance, variance, variance));
        return new MixturePortObject(mixture,
            java.util.stream.IntStream.rangeClosed(1, dimensions).mapToObj(i -> "z" + i).toList(), mixture.summary());
    }
}
