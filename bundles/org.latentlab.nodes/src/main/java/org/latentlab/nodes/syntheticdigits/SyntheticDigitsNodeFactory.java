package org.latentlab.nodes.syntheticdigits;

import java.util.Collection;
import java.util.List;

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
import org.latentlab.engine.dataset.ImageDataset;
import org.latentlab.engine.dataset.SyntheticDigits;
import org.latentlab.engine.dataset.SyntheticDigitsConfig;
import org.latentlab.engine.train.Progress;
import org.latentlab.nodes.preferences.BackendPreferences;
import org.latentlab.nodes.table.ClassColumn;
import org.latentlab.nodes.table.DatasetOutput;
import org.latentlab.nodes.table.ImageColumn;
import org.latentlab.nodes.table.NodeErrors;
import org.latentlab.nodes.table.ProgressAdapter;
import org.latentlab.nodes.table.Warnings;

/** Draws digits with known generating factors. */
public final class SyntheticDigitsNodeFactory extends DefaultNodeFactory {

    private static final String NAME = "Synthetic Digits";

    private static final String DESCRIPTION = """
            <p>Draws digits from 0 to 9 that look hand-written, as 28×28 gray images: a data set of ten classes that
            needs no download, and whose generating factors are known.</p>
            <p>A digit is a set of smooth strokes between two extremes of its shape. They are bent by a smooth random
            displacement (wobble), sheared (slant), rotated, scaled, drawn with a round pen of a random thickness and
            uneven ink, and placed so that the centre of mass lies near the centre of the image, as MNIST's digits are
            placed (LeCun et al. 1998). Every factor is drawn uniformly from its range, independently of the
            others.</p>
            """;

    private static final DefaultNode NODE = DefaultNode.create() //
        .name(NAME) //
        .icon("icon.png") //
        .shortDescription("Draws digits that look hand-written, with known slant, thickness and other factors.") //
        .fullDescription(DESCRIPTION) //
        .sinceVersion(5, 8, 0) //
        .ports(p -> p.addOutputTable("Images", "One row a digit: the image as a PNG cell, its class (the strings 0 to "
            + "9, listed as possible values) and, if chosen, its generating factors as doubles.")) //
        .model(m -> m.parametersClass(SyntheticDigitsParameters.class) //
            .configure(SyntheticDigitsNodeFactory::configure).execute(SyntheticDigitsNodeFactory::execute)) //
        .nodeType(NodeType.Source) //
        .keywords("digits", "MNIST", "generate", "test data", "generating factors", "disentanglement");

    /** For KNIME. */
    public SyntheticDigitsNodeFactory() {
        super(NODE);
    }

    private static DatasetOutput output() {
        return new DatasetOutput(ImageColumn.DEFAULT_NAME, ClassColumn.DEFAULT_NAME);
    }

    static void configure(final ConfigureInput in, final ConfigureOutput out) throws InvalidSettingsException {
        final SyntheticDigitsParameters parameters = in.getParameters();
        parameters.validate();
        final Collection<String> factors = parameters.m_factors // the smallest data set has the names of any
            ? SyntheticDigits.generate(SyntheticDigitsConfig.of(1, 0), Progress.NONE).factors().keySet() : List.of();
        out.setOutSpecs(output().spec(SyntheticDigits.CLASS_NAMES, factors));
    }

    static void execute(final ExecuteInput in, final ExecuteOutput out)
        throws CanceledExecutionException, KNIMEException {
        NodeErrors.run(NAME, () -> {
            final SyntheticDigitsParameters parameters = in.getParameters();
            final ExecutionContext exec = in.getExecutionContext();
            final Warnings warnings = new Warnings();
            BackendPreferences.configure(warnings);
            final ImageDataset data = SyntheticDigits.generate(parameters.config(),
                ProgressAdapter.of(exec.createSubProgress(0.6)));
            out.setOutData(output().write(data, parameters.m_factors, exec, exec.createSubProgress(0.4)));
            warnings.tell(out::setWarningMessage);
        });
    }
}
