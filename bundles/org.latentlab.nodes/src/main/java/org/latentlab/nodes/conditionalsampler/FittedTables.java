package org.latentlab.nodes.conditionalsampler;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.latentlab.engine.conditional.FittedSampler;
import org.latentlab.engine.conditional.LatentClass;
import org.latentlab.engine.conditional.SamplerCandidate;
import org.latentlab.engine.conditional.SamplerScore;
import org.latentlab.engine.conditional.SamplerTrials;
import org.latentlab.engine.conditional.ScaledSampler;
import org.latentlab.engine.conditional.TradeOffCurve;
import org.latentlab.engine.math.Matrix;
import org.latentlab.nodes.table.ProgressAdapter;
import org.latentlab.nodes.table.TableOutput;

/** The tables that Class-Conditional Sampler Fit gives. */
final class FittedTables {

    private static final String ACCURACY = "accuracy";
    private static final String COSINE = "cosine";
    private static final String FRESH = "fresh ";
    private static final String AVERAGED = "draws averaged";

    /** Mean and standard deviation of more draws say no more. */
    private static final int MOST_DRAWS = 10_000;

    private final FittedSampler m_fitted;
    private final List<String> m_columns;
    private final ExecutionContext m_exec;

    /**
     * @param fitted what was fitted
     * @param columns the names of the latent dimensions
     * @param exec the execution
     */
    FittedTables(final FittedSampler fitted, final List<String> columns, final ExecutionContext exec) {
        m_fitted = fitted;
        m_columns = columns;
        m_exec = exec;
    }

    /** @return the table of the trade-off curve */
    static DataTableSpec curveSpec() {
        return new DataTableSpec(TableOutput.strings("sampler"), TableOutput.doubles("theta"),
            TableOutput.ints(AVERAGED), TableOutput.doubles(ACCURACY), TableOutput.doubles(COSINE),
            TableOutput.doubles("spread"), TableOutput.doubles("objective"), TableOutput.strings("on the curve"),
            TableOutput.strings("chosen"), TableOutput.doubles(FRESH + ACCURACY), TableOutput.doubles(FRESH + COSINE),
            TableOutput.doubles(FRESH + "spread"), TableOutput.doubles(FRESH + "objective"));
    }

    /**
     * @param trials all that was tried
     * @return one row a sampler, in the order of the search
     * @throws CanceledExecutionException if cancelled
     */
    BufferedDataTable curve(final SamplerTrials trials) throws CanceledExecutionException {
        final List<SamplerCandidate> tried = trials.candidates();
        final List<SamplerCandidate> front = TradeOffCurve.of(tried);
        return TableOutput.create(curveSpec(), tried.size(), i -> {
            final SamplerCandidate candidate = tried.get(i);
            final int kept = place(m_fitted.curve(), candidate);
            final List<DataCell> cells = new ArrayList<>();
            cells.add(new StringCell(candidate.sampler().summary()));
            cells.add(TableOutput.cell(theta(candidate)));
            cells.add(candidate.sampler() instanceof ScaledSampler scaled ? new IntCell(scaled.scales().draws())
                : DataType.getMissingCell());
            addScore(candidate.score(), cells);
            cells.add(new StringCell(yesNo(place(front, candidate) >= 0)));
            cells.add(new StringCell(yesNo(kept == m_fitted.chosen())));
            if (kept >= 0) {
                addScore(m_fitted.fresh().get(kept), cells);
            } else {
                cells.addAll(List.of(TableOutput.missing(4)));
            }
            return cells.toArray(DataCell[]::new);
        }, m_exec, m_exec.createSubProgress(0));
    }

    /** The very candidate: others may have the same values. */
    private static int place(final List<SamplerCandidate> candidates, final SamplerCandidate wanted) {
        return IntStream.range(0, candidates.size()).filter(i -> candidates.get(i) == wanted).findFirst().orElse(-1);
    }

    /** The θ where there is only one, else NaN. */
    private static double theta(final SamplerCandidate candidate) {
        return candidate.sampler() instanceof ScaledSampler scaled ? scaled.scales().common() : Double.NaN;
    }

    private void addScore(final SamplerScore score, final List<DataCell> cells) {
        for (final double value : new double[]{score.accuracy(), score.cosine(), score.spread(),
            m_fitted.objective().of(score)}) {
            cells.add(TableOutput.cell(value));
        }
    }

    private static String yesNo(final boolean value) {
        return value ? "yes" : "no";
    }

    /**
     * @param columns the names of the latent dimensions
     * @return the table of classes
     */
    static DataTableSpec classesSpec(final List<String> columns) {
        final List<DataColumnSpec> specs =
            new ArrayList<>(List.of(TableOutput.strings("class"), TableOutput.ints("rows")));
        for (final String prefix : List.of("mean ", "sd ")) {
            columns.forEach(name -> specs.add(TableOutput.doubles(prefix + name)));
        }
        for (final String prefix : List.of("", FRESH)) {
            specs.add(TableOutput.doubles(prefix + ACCURACY));
            specs.add(TableOutput.doubles(prefix + COSINE));
        }
        return new DataTableSpec(specs.toArray(DataColumnSpec[]::new));
    }

    /**
     * @return one row a class: what its codes are like, and how the chosen sampler scores
     * @throws CanceledExecutionException if cancelled
     */
    BufferedDataTable classes() throws CanceledExecutionException {
        final List<LatentClass> classes = m_fitted.classes().classes();
        final List<SamplerScore> scores = List.of(m_fitted.curve().get(m_fitted.chosen()).score(),
            m_fitted.fresh().get(m_fitted.chosen()));
        return TableOutput.create(classesSpec(m_columns), classes.size(), m_fitted.classes().names(), y -> {
            final LatentClass latentClass = classes.get(y);
            final List<DataCell> cells =
                new ArrayList<>(List.of(new StringCell(latentClass.name()), new IntCell(latentClass.rows())));
            Arrays.stream(latentClass.mean()).forEach(value -> cells.add(new DoubleCell(value)));
            Arrays.stream(latentClass.standardDeviation()).forEach(value -> cells.add(new DoubleCell(value)));
            for (final SamplerScore score : scores) {
                cells.add(TableOutput.cell(score.classAccuracy()[y]));
                cells.add(TableOutput.cell(score.classCosine()[y]));
            }
            return cells.toArray(DataCell[]::new);
        }, m_exec, m_exec.createSubProgress(0));
    }

    /** @return the table of parameters */
    static DataTableSpec parametersSpec() {
        return new DataTableSpec(TableOutput.strings("class"), TableOutput.strings("dimension"),
            TableOutput.doubles("theta"), TableOutput.ints(AVERAGED), TableOutput.doubles("mean of class"),
            TableOutput.doubles("sd of class"), TableOutput.doubles("mean of draws"),
            TableOutput.doubles("sd of draws"));
    }

    /**
     * @return one row a class and dimension: the chosen sampler's θ and n, and what it draws beside what the codes are
     * @throws CanceledExecutionException if cancelled
     */
    BufferedDataTable parameters() throws CanceledExecutionException {
        final int d = m_columns.size();
        final List<LatentClass> classes = m_fitted.classes().classes();
        final int n = Math.min(MOST_DRAWS, m_fitted.origin().drawsPerClass());
        final int[] wanted = new int[classes.size() * n];
        Arrays.setAll(wanted, i -> i / n);
        final Matrix draws = m_fitted.sampler().draw(wanted, m_fitted.origin().seed(),
            ProgressAdapter.of(m_exec.createSubProgress(0)));
        return TableOutput.create(parametersSpec(), classes.size() * d, row -> {
            final LatentClass latentClass = classes.get(row / d);
            final int j = row % d;
            final double mean =
                IntStream.range(0, n).mapToDouble(i -> draws.get(row / d * n + i, j)).average().orElseThrow();
            final double variance = IntStream.range(0, n).mapToDouble(i -> draws.get(row / d * n + i, j) - mean)
                .map(off -> off * off).average().orElseThrow();
            final ScaledSampler scaled = m_fitted.sampler() instanceof ScaledSampler s ? s : null;
            return new DataCell[]{new StringCell(latentClass.name()), new StringCell(m_columns.get(j)),
                TableOutput.cell(scaled == null ? Double.NaN : scaled.scales().theta()[row / d][j]),
                scaled == null ? DataType.getMissingCell() : new IntCell(scaled.scales().draws()),
                new DoubleCell(latentClass.mean()[j]), new DoubleCell(latentClass.standardDeviation()[j]),
                new DoubleCell(mean), new DoubleCell(Math.sqrt(variance))};
        }, m_exec, m_exec.createSubProgress(0));
    }
}
