package org.latentlab.nodes.gmmfit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.LongCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.latentlab.engine.latent.GaussianMixture;
import org.latentlab.engine.latent.GmmFit;
import org.latentlab.engine.math.Matrix;
import org.latentlab.engine.score.ClusterClarity;
import org.latentlab.engine.score.ClusterClarityResult;
import org.latentlab.engine.score.ClusterSuitability;
import org.latentlab.engine.score.ClusterSuitabilityResult;
import org.latentlab.nodes.table.ClassLabels;
import org.latentlab.nodes.table.LatentRows;
import org.latentlab.nodes.table.ProgressAdapter;
import org.latentlab.nodes.table.TableOutput;

/** The tables that GMM Fit gives. */
final class GmmFitTables {

    private static final DataColumnSpec[] ASSIGNMENT_COLUMNS = {TableOutput.ints("component"),
        TableOutput.doubles("responsibility"), TableOutput.doubles("log-density")};

    private final GmmFit m_fit;
    private final GaussianMixture m_mixture;
    private final LatentRows m_rows;
    private final List<String> m_names;
    private final ClassLabels m_labels;
    private final long m_seed;
    private final ExecutionContext m_exec;
    private final Matrix m_responsibilities;
    private final int[] m_component;
    private final ClusterSuitabilityResult m_suitability;

    /**
     * @param fit the fit
     * @param rows the points it was fitted to
     * @param names the names of the dimensions
     * @param labels the classes of all rows of the table; null where there is no class column
     * @param seed the seed of the sample that the silhouette is computed on
     * @param exec the execution
     */
    GmmFitTables(final GmmFit fit, final LatentRows rows, final List<String> names, final ClassLabels labels,
        final long seed, final ExecutionContext exec) {
        m_fit = fit;
        m_mixture = fit.mixture();
        m_rows = rows;
        m_names = names;
        m_labels = labels;
        m_seed = seed;
        m_exec = exec;
        m_responsibilities = m_mixture.responsibilities(rows.points());
        m_component = new int[rows.size()];
        for (int i = 0; i < m_component.length; i++) {
            for (int k = 1; k < m_mixture.components(); k++) {
                if (m_responsibilities.get(i, k) > m_responsibilities.get(i, m_component[i])) {
                    m_component[i] = k;
                }
            }
        }
        m_suitability = suitability();
    }

    private ClusterSuitabilityResult suitability() {
        if (m_labels == null) {
            return null;
        }
        final int[] labels = m_labels.select(m_rows.tableRows());
        final int[] labelled = java.util.stream.IntStream.range(0, labels.length).filter(i -> labels[i] >= 0).toArray();
        if (labelled.length == 0) {
            return null;
        }
        return ClusterSuitability.of(Arrays.stream(labelled).map(i -> m_component[i]).toArray(), m_mixture.components(),
            Arrays.stream(labelled).map(i -> labels[i]).toArray(), m_labels.classNames().size());
    }

    static DataTableSpec assignmentsSpec(final DataTableSpec input) {
        return TableOutput.appended(input, ASSIGNMENT_COLUMNS);
    }

    BufferedDataTable assignments(final BufferedDataTable table) throws CanceledExecutionException {
        final double[] logDensities = m_mixture.logDensities(m_rows.points());
        return TableOutput.append(table, ASSIGNMENT_COLUMNS, row -> {
            final int i = m_rows.pointOfRow()[row];
            return i < 0 ? TableOutput.missing(ASSIGNMENT_COLUMNS.length) : new DataCell[]{new IntCell(m_component[i]),
                new DoubleCell(m_responsibilities.get(i, m_component[i])), new DoubleCell(logDensities[i])};
        }, m_exec, m_exec.createSubProgress(0.1));
    }

    static DataTableSpec componentsSpec(final List<String> names, final boolean classes) {
        final List<DataColumnSpec> columns = new ArrayList<>(List.of(TableOutput.ints("component"),
            TableOutput.doubles("weight"), TableOutput.ints("points")));
        names.forEach(name -> columns.add(TableOutput.doubles("mean " + name)));
        names.forEach(name -> columns.add(TableOutput.doubles("sd " + name)));
        if (classes) {
            columns.add(TableOutput.strings("majority class"));
            columns.add(TableOutput.doubles("purity"));
        }
        return new DataTableSpec(columns.toArray(DataColumnSpec[]::new));
    }

    BufferedDataTable components() throws CanceledExecutionException {
        final int d = m_mixture.dimensions();
        final int[] points = new int[m_mixture.components()];
        for (final int k : m_component) {
            points[k]++;
        }
        final List<String> keys = new ArrayList<>();
        for (int k = 0; k < points.length; k++) {
            keys.add("component " + k);
        }
        final double[] weights = m_mixture.weights();
        return TableOutput.create(componentsSpec(m_names, m_labels != null), points.length, keys, k -> {
            final DataCell[] cells = TableOutput.missing(3 + 2 * d + (m_labels == null ? 0 : 2));
            cells[0] = new IntCell(k);
            cells[1] = new DoubleCell(weights[k]);
            cells[2] = new IntCell(points[k]);
            final double[] mean = m_mixture.mean(k);
            final double[] sd = m_mixture.standardDeviations(k);
            for (int i = 0; i < d; i++) {
                cells[3 + i] = new DoubleCell(mean[i]);
                cells[3 + d + i] = new DoubleCell(sd[i]);
            }
            if (m_suitability != null && m_suitability.mainClass()[k] >= 0) {
                cells[3 + 2 * d] = new StringCell(m_labels.classNames().get(m_suitability.mainClass()[k]));
                cells[4 + 2 * d] = new DoubleCell(m_suitability.clusterPurity()[k]);
            }
            return cells;
        }, m_exec, m_exec.createSubProgress(0));
    }

    static DataTableSpec selectionSpec() {
        return new DataTableSpec(TableOutput.ints("components"), TableOutput.doubles("log-likelihood"),
            TableOutput.longs("parameters"), TableOutput.doubles("BIC"), TableOutput.doubles("AIC"),
            TableOutput.ints("iterations"), TableOutput.strings("converged"), TableOutput.strings("chosen"),
            TableOutput.doubles("mixture entropy"), TableOutput.doubles("silhouette"), TableOutput.doubles("purity"),
            TableOutput.doubles("NMI"));
    }

    BufferedDataTable selection() throws CanceledExecutionException {
        final ClusterClarityResult clarity = ClusterClarity.of(m_rows.points(), m_mixture, m_seed,
            ProgressAdapter.of(m_exec.createSubProgress(0.1)));
        final List<GmmFit.Selection> tried = m_fit.selection();
        return TableOutput.create(selectionSpec(), tried.size(),
            tried.stream().map(s -> "K = " + s.components()).toList(), i -> {
                final GmmFit.Selection s = tried.get(i);
                final boolean chosen = s.components() == m_mixture.components();
                final boolean judged = chosen && m_suitability != null;
                return new DataCell[]{new IntCell(s.components()), new DoubleCell(s.logLikelihood()),
                    new LongCell(s.parameters()), new DoubleCell(s.bic()), new DoubleCell(s.aic()),
                    new IntCell(s.iterations()), new StringCell(yes(s.converged())), new StringCell(yes(chosen)),
                    TableOutput.cell(chosen ? clarity.mixtureEntropy() : Double.NaN),
                    TableOutput.cell(chosen ? clarity.silhouette() : Double.NaN),
                    TableOutput.cell(judged ? m_suitability.purity() : Double.NaN),
                    TableOutput.cell(judged ? m_suitability.normalisedMutualInformation() : Double.NaN)};
            }, m_exec, m_exec.createSubProgress(0));
    }

    private static String yes(final boolean value) {
        return value ? "yes" : "no";
    }
}
