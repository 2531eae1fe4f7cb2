package org.latentlab.nodes.trainclassifier;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.NodeFactory.NodeType;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;
import org.latentlab.engine.EngineException;
import org.latentlab.engine.classify.ClassifierEpoch;
import org.latentlab.engine.classify.ClassifierTrainer;
import org.latentlab.engine.classify.ImageClassifier;
import org.latentlab.nodes.port.ClassifierPortObject;
import org.latentlab.nodes.port.ClassifierPortObjectSpec;
import org.latentlab.nodes.preferences.BackendPreferences;
import org.latentlab.nodes.table.ClassColumn;
import org.latentlab.nodes.table.ClassLabels;
import org.latentlab.nodes.table.ImageColumn;
import org.latentlab.nodes.table.ImageRows;
import org.latentlab.nodes.table.NodeErrors;
import org.latentlab.nodes.table.ProgressAdapter;
import org.latentlab.nodes.table.RowProblem;
import org.latentlab.nodes.table.TableOutput;
import org.latentlab.nodes.table.Warnings;

/** Trains a classifier of images. */
public final class TrainClassifierNodeFactory extends DefaultNodeFactory {

    private static final String NAME = "Train Image Classifier";

    private static final String INPUT = "Images";

    private static final DataTableSpec HISTORY = new DataTableSpec(TableOutput.ints("epoch"),
        TableOutput.doubles("loss"), TableOutput.doubles("accuracy"), TableOutput.doubles("validation loss"),
        TableOutput.doubles("validation accuracy"), TableOutput.doubles("seconds"));

    private static final String DESCRIPTION = """
            <p>Trains a small network on labelled images. Its class probabilities serve the inception
            score of generated images, its 128 penultimate features the Fréchet distance (see the <i>FID/IS/DCA
            Scorer</i>).</p>
            <p>The convolutional network: convolution with 32 filters of 3×3, ReLU; convolution with 64 filters of 3×3,
            ReLU; max-pooling 2×2; dropout 0.25; dense layer of 128, ReLU; dropout 0.5; softmax over the classes. The
            fully connected one: dense layer of 512, ReLU; dropout 0.2; dense layer of 128, ReLU; dropout 0.3; softmax.
            The loss is the cross-entropy in nats, minimised with Adam (Kingma and Ba 2015).</p>
            <p>Rows without a usable image or without a class are left out; the warning counts and names them. Classes
            that the column's domain lists but no row has are not learned.</p>
            """;

    private static final DefaultNode NODE = DefaultNode.create() //
        .name(NAME) //
        .icon("icon.png") //
        .shortDescription("Trains a small network that tells the class of an image.") //
        .fullDescription(DESCRIPTION) //
        .sinceVersion(5, 8, 0) //
        .ports(p -> p //
            .addInputTable(INPUT, "Images of one size (a column of PNG images, of lists of numbers, or numeric "
                + "columns) and a column with the class of each.") //
            .addOutputPort("Classifier", "The trained classifier with its classes, settings, seed, training history "
                + "and the backend it was trained on.", ClassifierPortObject.TYPE) //
            .addOutputTable("Training History", "One row an epoch: loss (cross-entropy in nats per image) and accuracy "
                + "on the training images, the same on the validation images (missing where there are none), and "
                + "seconds.")) //
        .model(m -> m.parametersClass(TrainClassifierParameters.class) //
            .configure(TrainClassifierNodeFactory::configure).execute(TrainClassifierNodeFactory::execute)) //
        .nodeType(NodeType.Learner) //
        .keywords("CNN", "convolutional neural network", "image classification", "deep learning", "learner");

    /** For KNIME. */
    public TrainClassifierNodeFactory() {
        super(NODE);
    }

    private static ImageColumn images(final TrainClassifierParameters parameters, final DataTableSpec spec)
        throws InvalidSettingsException {
        return ImageColumn.choose(spec, parameters.m_imageSource, parameters.m_imageColumn, parameters.m_pixelColumns,
            INPUT);
    }

    private static ClassColumn classes(final TrainClassifierParameters parameters, final DataTableSpec spec)
        throws InvalidSettingsException {
        return ClassColumn.choose(spec, parameters.m_classColumn, INPUT);
    }

    static void configure(final ConfigureInput in, final ConfigureOutput out) throws InvalidSettingsException {
        final TrainClassifierParameters parameters = in.getParameters();
        parameters.validate();
        final DataTableSpec spec = in.getInPortSpec(0);
        images(parameters, spec);
        out.setOutSpec(0, new ClassifierPortObjectSpec(classes(parameters, spec).knownClasses(), null));
        out.setOutSpec(1, HISTORY);
    }

    static void execute(final ExecuteInput in, final ExecuteOutput out)
        throws CanceledExecutionException, KNIMEException {
        NodeErrors.run(NAME, () -> {
            final TrainClassifierParameters parameters = in.getParameters();
            final ExecutionContext exec = in.getExecutionContext();
            final BufferedDataTable table = in.getInPortObject(0);
            final DataTableSpec spec = table.getDataTableSpec();
            final Warnings warnings = new Warnings();
            BackendPreferences.load(warnings);
            final ClassLabels labels =
                classes(parameters, spec).read(table, exec.createSubProgress(0.02)).withoutEmptyClasses();
            final ImageRows all = images(parameters, spec).read(table, exec.createSubProgress(0.03));
            all.warn(warnings, "were left out");
            final ImageRows rows = withClass(all, labels, warnings);
            final ImageClassifier classifier = ClassifierTrainer.train(rows.images(), labels.select(rows.tableRows()),
                labels.classNames(), parameters.config(), ProgressAdapter.of(exec.createSubProgress(0.95)));
            out.setOutData(0, ClassifierPortObject.create(classifier, exec));
            out.setOutData(1, history(classifier, exec));
            classifier.notices().forEach(warnings::add);
            warnings.tell(out::setWarningMessage);
        });
    }

    private static ImageRows withClass(final ImageRows rows, final ClassLabels labels, final Warnings warnings) {
        final int[] chosen = IntStream.range(0, rows.size()).filter(i -> labels.labels()[rows.tableRows()[i]] >= 0)
            .toArray();
        if (chosen.length == rows.size()) {
            return rows;
        }
        final List<RowProblem> problems = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            if (labels.labels()[rows.tableRows()[i]] < 0) {
                problems.add(new RowProblem(rows.rowKeys()[i], "missing"));
            }
        }
        if (chosen.length == 0) {
            throw new EngineException("Class column '" + labels.column().getName() + "' is missing in every row with "
                + "an image. Choose another class column.");
        }
        warnings.addRows(problems, rows.rows(), "class", "were left out");
        return rows.select(chosen);
    }

    private static BufferedDataTable history(final ImageClassifier classifier, final ExecutionContext exec)
        throws CanceledExecutionException {
        final List<ClassifierEpoch> epochs = classifier.history().epochs();
        final List<String> keys = epochs.stream().map(e -> "Epoch " + e.epoch()).toList();
        return TableOutput.create(HISTORY, epochs.size(), keys, row -> {
            final ClassifierEpoch epoch = epochs.get(row);
            return new DataCell[]{new IntCell(epoch.epoch()), new DoubleCell(epoch.loss()),
                new DoubleCell(epoch.accuracy()), TableOutput.cell(epoch.validationLoss()),
                TableOutput.cell(epoch.validationAccuracy()), new DoubleCell(epoch.seconds())};
        }, exec, exec.createSubProgress(0));
    }
}
