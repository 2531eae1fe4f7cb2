package org.latentlab.nodes.conditionalsampler;

import java.util.ArrayList;
import java.util.List;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataTableSpecCreator;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;
import org.latentlab.engine.classify.ClassifierArchitecture;
import org.latentlab.engine.classify.ClassifierConfig;
import org.latentlab.engine.classify.ClassifierTrainer;
import org.latentlab.engine.classify.ImageClassifier;
import org.latentlab.engine.dataset.ImageDataset;
import org.latentlab.engine.dataset.SyntheticDigits;
import org.latentlab.engine.dataset.SyntheticDigitsConfig;
import org.latentlab.engine.nn.Activation;
import org.latentlab.engine.train.Progress;
import org.latentlab.engine.train.TrainingConfig;
import org.latentlab.engine.vae.Likelihood;
import org.latentlab.engine.vae.Vae;
import org.latentlab.engine.vae.VaeConfig;
import org.latentlab.engine.vae.VaeTrainer;
import org.latentlab.nodes.port.ClassifierPortObject;
import org.latentlab.nodes.port.VaePortObject;
import org.latentlab.nodes.table.ClassColumn;
import org.latentlab.nodes.table.LatentColumns;
import org.latentlab.nodes.table.TableOutput;
import org.latentlab.nodes.table.TestTables;

/** Digits as a small VAE encodes them. */
final class EncodedDigits {

    /** The columns z1, z2 and class, which lists its values. */
    static final DataTableSpec SPEC = spec(ClassColumn.newColumn("class", SyntheticDigits.CLASS_NAMES));

    /** The same, but the class column lists no values. */
    static final DataTableSpec WITHOUT_DOMAIN = spec(TableOutput.strings("class"));

    private static Vae vae;

    private static ImageClassifier classifier;

    private EncodedDigits() {
    }

    private static ImageDataset digits(final int count) {
        return SyntheticDigits.generate(SyntheticDigitsConfig.of(count, 5), Progress.NONE);
    }

    /** @return a VAE 784-64-2 that has seen enough of 300 digits to tell some of them apart */
    static synchronized Vae vae() {
        if (vae == null) {
            vae = VaeTrainer.train(digits(300).images(),
                new VaeConfig(2, List.of(64), List.of(64), Activation.SOFTPLUS, new Likelihood.Bernoulli()),
                new TrainingConfig(60, 25, 3e-3, 1, 0, 0, 0, false), Progress.NONE);
        }
        return vae;
    }

    /** @return its port object */
    static VaePortObject vae(final ExecutionContext exec) throws Exception {
        return VaePortObject.create(vae(), exec);
    }

    /** @return a classifier of its reconstructions, as the node should be given */
    static synchronized ClassifierPortObject classifier(final ExecutionContext exec) throws Exception {
        if (classifier == null) {
            final ImageDataset digits = digits(300);
            final float[] codes = vae().encode(digits.images(), Progress.NONE).mean();
            classifier = ClassifierTrainer.train(vae().decode(codes, null, Progress.NONE), digits.labels(),
                digits.classNames(), new ClassifierConfig(ClassifierArchitecture.DENSE, 30, 50, 3e-3, 1, 0),
                Progress.NONE);
        }
        return ClassifierPortObject.create(classifier, exec);
    }

    private static DataTableSpec spec(final DataColumnSpec classes) {
        return new DataTableSpecCreator().addColumns(LatentColumns.newColumns(2)).addColumns(classes).createSpec();
    }

    /** @return that many rows: two coordinates and the class */
    static List<DataCell[]> rows(final int count) {
        final ImageDataset digits = digits(count);
        final float[] codes = vae().encode(digits.images(), Progress.NONE).mean();
        final List<DataCell[]> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(row(codes[2 * i], codes[2 * i + 1], digits.classNames().get(digits.labels()[i])));
        }
        return rows;
    }

    /** @return one row */
    static DataCell[] row(final double z1, final double z2, final String name) {
        return new DataCell[]{new DoubleCell(z1), new DoubleCell(z2), new StringCell(name)};
    }

    /** @return a table of {@link #SPEC} */
    static BufferedDataTable table(final ExecutionContext exec, final List<DataCell[]> rows) {
        return TestTables.table(exec, SPEC, rows.toArray(DataCell[][]::new));
    }
}
