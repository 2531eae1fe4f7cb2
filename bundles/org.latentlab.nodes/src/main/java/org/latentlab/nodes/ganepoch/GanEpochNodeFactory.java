package org.latentlab.nodes.ganepoch;

import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.NodeFactory.NodeType;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;
import org.latentlab.nodes.port.GanPortObject;
import org.latentlab.nodes.table.NodeErrors;

/** Takes the generator of a GAN as it was at another epoch. */
public final class GanEpochNodeFactory extends DefaultNodeFactory {

    private static final String NAME = "Generator at Epoch";

    private static final String DESCRIPTION = """
            <p>Gives a GAN whose generator is that of a chosen epoch of its training, for instance of epoch 70 of 170:
            the images of a GAN do not always get better, and where the training collapsed, an earlier generator is the
            better one. The snapshots, history and diagnostics of <i>Train GAN</i> tell which.</p>
            <p>Only generators that were kept can be chosen: <i>Train GAN</i> keeps one after every so many epochs, as
            set there, and always the last. Where the model was trained with an average of the weights, the average up
            to that epoch is taken; a ClusterGAN's encoder is that of the same epoch. All else of the model stays as it
            is, its other generators too, so another epoch can be chosen from the output.</p>
            """;

    private static final DefaultNode NODE = DefaultNode.create() //
        .name(NAME) //
        .icon("icon.png") //
        .shortDescription("Takes the generator of a GAN as it was at an earlier epoch of its training.") //
        .fullDescription(DESCRIPTION) //
        .sinceVersion(5, 8, 0) //
        .ports(p -> p //
            .addInputPort("GAN Model", "A trained GAN, from Train GAN.", GanPortObject.TYPE) //
            .addOutputPort("GAN at Epoch", "The same GAN with the generator of the chosen epoch.",
                GanPortObject.TYPE)) //
        .model(m -> m.parametersClass(GanEpochParameters.class) //
            .configure(GanEpochNodeFactory::configure).execute(GanEpochNodeFactory::execute)) //
        .nodeType(NodeType.Manipulator) //
        .keywords("GAN", "generator", "epoch", "checkpoint", "history", "early stopping", "collapse");

    /** For KNIME. */
    public GanEpochNodeFactory() {
        super(NODE);
    }

    static void configure(final ConfigureInput in, final ConfigureOutput out) throws InvalidSettingsException {
        in.<GanEpochParameters>getParameters().validate();
        out.setOutSpec(0, in.<PortObjectSpec>getInPortSpec(0));
    }

    static void execute(final ExecuteInput in, final ExecuteOutput out)
        throws CanceledExecutionException, KNIMEException {
        NodeErrors.run(NAME, () -> {
            final GanEpochParameters parameters = in.getParameters();
            parameters.validate();
            final GanPortObject model = in.getInPortObject(0);
            out.setOutData(0, GanPortObject.create(model.gan().atEpoch(parameters.m_epoch), in.getExecutionContext()));
        });
    }
}
