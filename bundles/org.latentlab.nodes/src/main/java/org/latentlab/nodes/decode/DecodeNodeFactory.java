package org.latentlab.nodes.decode;

import org.knime.core.data.DataTableSpec;
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
import org.latentlab.engine.generate.GenerativeModel;
import org.latentlab.nodes.port.GenerativeModelPortObject;
import org.latentlab.nodes.port.GenerativeModelPortObjectSpec;
import org.latentlab.nodes.preferences.BackendPreferences;
import org.latentlab.nodes.table.LatentColumns;
import org.latentlab.nodes.table.LatentRows;
import org.latentlab.nodes.table.ModelClasses;
import org.latentlab.nodes.table.NodeErrors;
import org.latentlab.nodes.table.ProgressAdapter;
import org.latentlab.nodes.table.TableOutput;
import org.latentlab.nodes.table.Warnings;

/** Decodes latent codes with a VAE or a GAN. */
public final class DecodeNodeFactory extends DefaultNodeFactory {

    private static final String NAME = "Decode";

    private static final String INPUT = "Latent Codes";

    private static final String DESCRIPTION = """
            <p>Maps each latent code z to the image that the model generates there, a PNG image with 8 bits a channel:
            with a VAE the mean of p(x|z), with a GAN the output G(z) of its generator. Codes come from <i>Encode</i>
            (the images are then reconstructions), from the <i>Latent Sampler</i> (the images are then generated), or
            from anywhere else. A model of vectors gives numbers in their original units.</p>
            <p>A class-conditional model is told a class beside each code: that of a column, for instance the one that
            the <i>Latent Sampler</i> adds, or one class for all.</p>
            <p>A row whose code has a missing, infinite or not-a-number coordinate keeps its place with a missing
            image; the warning counts and names such rows.</p>
            """;

    private static final DefaultNode NODE = DefaultNode.create() //
        .name(NAME) //
        .icon("icon.png") //
        .shortDescription("Maps latent codes to the images that a VAE or a GAN generates there.") //
        .fullDescription(DESCRIPTION) //
        .sinceVersion(5, 8, 0) //
        .dynamicPorts(p -> p //
            .addInputPortGroup("VAE Model", g -> g.name("Model") //
                .description("A VAE as <i>Train VAE</i> makes it, or a GAN as <i>Train GAN</i> does.") //
                .fixed(GenerativeModelPortObject.TYPE)) //
            .addInputPortGroup(INPUT, g -> g.name(INPUT) //
                .description("Latent codes as numeric columns, by default z1 … zd, as many as the model has latent "
                    + "dimensions; for a class-conditional model with a class column.") //
                .fixed(BufferedDataTable.TYPE)) //
            .addOutputPortGroup("Images", g -> g.name("Images") //
                .description("The input table with a column of PNG images appended; for a model of vectors with "
                    + "numeric columns or a column of lists. Row keys, domains and colours stay.") //
                .fixed(BufferedDataTable.TYPE))) //
        .model(m -> m.parametersClass(DecodeParameters.class) //
            .configure(DecodeNodeFactory::configure).execute(DecodeNodeFactory::execute)) //
        .nodeType(NodeType.Predictor) //
        .keywords("VAE", "GAN", "decoder", "generator", "generate images", "reconstruct", "apply", "predictor");

    /** For KNIME. */
    public DecodeNodeFactory() {
        super(NODE);
    }

    private static LatentColumns latentColumns(final DecodeParameters parameters,
        final GenerativeModelPortObjectSpec model, final DataTableSpec spec) throws InvalidSettingsException {
        final LatentColumns columns =
            LatentColumns.choose(spec, parameters.m_latentMode, parameters.m_latentColumns, INPUT);
        columns.checkDimensions(model.latentSize(), "the model");
        return columns;
    }

    private static ModelClasses classes(final DecodeParameters parameters, final GenerativeModelPortObjectSpec model,
        final DataTableSpec spec) throws InvalidSettingsException {
        return ModelClasses.choose(model.classNames(), parameters.m_classesFrom, parameters.m_classColumn,
            parameters.m_className, spec, INPUT);
    }

    static void configure(final ConfigureInput in, final ConfigureOutput out) throws InvalidSettingsException {
        final DecodeParameters parameters = in.getParameters();
        parameters.validate();
        final DataTableSpec spec = in.getInPortSpec(1);
        final GenerativeModelPortObjectSpec model = in.getInPortSpec(0);
        latentColumns(parameters, model, spec);
        if (!model.isConditional() || !model.classNames().isEmpty()) { // else the training has yet to tell them
            classes(parameters, model, spec);
        }
        final DecodedColumns columns = DecodedColumns.of(parameters, model);
        if (columns != null) {
            out.setOutSpecs(TableOutput.appended(spec, columns.columns()));
        }
    }

    static void execute(final ExecuteInput in, final ExecuteOutput out)
        throws CanceledExecutionException, KNIMEException {
        NodeErrors.run(NAME, () -> {
            final DecodeParameters parameters = in.getParameters();
            final ExecutionContext exec = in.getExecutionContext();
            final GenerativeModelPortObject model = in.getInPortObject(0);
            final BufferedDataTable table = in.getInPortObject(1);
            final Warnings warnings = new Warnings();
            BackendPreferences.load(warnings);
            final GenerativeModel generator = model.model();
            final DataTableSpec spec = table.getDataTableSpec();
            final ModelClasses.Classed classed = classes(parameters, model.getSpec(), spec).read(
                latentColumns(parameters, model.getSpec(), spec).read(table, exec.createSubProgress(0.1)), table, exec);
            final LatentRows rows = classed.rows();
            rows.warn(warnings, model.getSpec().vectors() ? "get missing values" : "get missing images");
            final DecodedColumns columns = DecodedColumns.of(parameters, model.getSpec());
            final TableOutput.RowCells cells = columns.cells(generator.input().restore(generator.decode(
                rows.points().toFloats(), classed.classes(), ProgressAdapter.of(exec.createSubProgress(0.5)))));
            out.setOutData(TableOutput.append(table, columns.columns(), row -> {
                final int point = rows.pointOfRow()[row];
                return point < 0 ? TableOutput.missing(columns.columns().length) : cells.cells(point);
            }, exec, exec.createSubProgress(0.4)));
            warnings.tell(out::setWarningMessage);
        });
    }
}
