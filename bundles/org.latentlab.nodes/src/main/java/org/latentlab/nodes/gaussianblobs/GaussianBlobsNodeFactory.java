package org.latentlab.nodes.gaussianblobs;

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
import org.latentlab.engine.dataset.GaussianBlobs;
import org.latentlab.engine.dataset.GaussianBlobsConfig;
import org.latentlab.engine.dataset.ImageDataset;
import org.latentlab.nodes.preferences.BackendPreferences;
import org.latentlab.nodes.table.ClassColumn;
import org.latentlab.nodes.table.DatasetOutput;
import org.latentlab.nodes.table.ImageColumn;
import org.latentlab.nodes.table.NodeErrors;
import org.latentlab.nodes.table.ProgressAdapter;
import org.latentlab.nodes.table.Warnings;

/** Draws images of soft spots at known positions. */
public final class GaussianBlobsNodeFactory extends DefaultNodeFactory {

    private static final String NAME = "Gaussian Blobs";

    private static final String DESCRIPTION = """
            <p>Draws gray images of Gaussian blobs: data whose true dimension is known, two per blob. A model with as
            many latent dimensions can learn them completely, so what it fails at is the model's own failing.</p>
            <p>The pixel at (x, y) is min(1, Σ<sub>i</sub> exp(−((x − x<sub>i</sub>)² + (y − y<sub>i</sub>)²) / 2σ²));
            the centres (x<sub>i</sub>, y<sub>i</sub>) are uniform over the image, the width σ is the same for
            all.</p>
            """;

    private static final DefaultNode NODE = DefaultNode.create() //
        .name(NAME) //
        .icon("icon.png") //
        .shortDescription("Draws images of soft spots at known, uniformly random positions.") //
        .fullDescription(DESCRIPTION) //
        .sinceVersion(5, 8, 0) //
        .ports(p -> p.addOutputTable("Images", "One row an image: the image as a PNG cell and, if chosen, its class "
            + "and the centres of its blobs as the columns x1, x2, … and y1, y2, … in pixels, counted from the centre of the pixel at "
            + "the top left.")) //
        .model(m -> m.parametersClass(GaussianBlobsParameters.class) //
            .configure(GaussianBlobsNodeFactory::configure).execute(GaussianBlobsNodeFactory::execute)) //
        .nodeType(NodeType.Source) //
        .keywords("blobs", "generate", "test data", "intrinsic dimension", "manifold");

    /** For KNIME. */
    public GaussianBlobsNodeFactory() {
        super(NODE);
    }

    private static DatasetOutput output(final GaussianBlobsParameters parameters) {
        return new DatasetOutput(ImageColumn.DEFAULT_NAME,
            parameters.m_classGrid > 0 ? ClassColumn.DEFAULT_NAME : null);
    }

    static void configure(final ConfigureInput in, final ConfigureOutput out) throws InvalidSettingsException {
        final GaussianBlobsParameters parameters = in.getParameters();
        parameters.validate();
        final Collection<String> centres = parameters.m_centres // the smallest data set has the names of any
            ? GaussianBlobs.generate(new GaussianBlobsConfig(1, 2, parameters.m_blobs, 1, 0)).factors().keySet()
            : List.of();
        out.setOutSpecs(output(parameters).spec(parameters.config().classNames(), centres));
    }

    static void execute(final ExecuteInput in, final ExecuteOutput out)
        throws CanceledExecutionException, KNIMEException {
        NodeErrors.run(NAME, () -> {
            final GaussianBlobsParameters parameters = in.getParameters();
            final ExecutionContext exec = in.getExecutionContext();
            final Warnings warnings = new Warnings();
            BackendPreferences.configure(warnings);
            final ImageDataset data =
                GaussianBlobs.generate(parameters.config(), ProgressAdapter.of(exec.createSubProgress(0.5)));
            out.setOutData(output(parameters).write(data, parameters.m_centres, exec, exec.createSubProgress(0.5)));
            warnings.tell(out::setWarningMessage);
        });
    }
}
