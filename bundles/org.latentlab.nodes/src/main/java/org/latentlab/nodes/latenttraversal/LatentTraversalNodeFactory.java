package org.latentlab.nodes.latenttraversal;

import java.util.Arrays;
import java.util.stream.Stream;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.data.image.png.PNGImageContent;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.NodeFactory.NodeType;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.image.ImagePortObject;
import org.knime.core.node.port.image.ImagePortObjectSpec;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;
import org.latentlab.engine.EngineException;
import org.latentlab.engine.chart.TraversalGrid;
import org.latentlab.engine.generate.GenerativeModel;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.latent.LatentPrior;
import org.latentlab.engine.latent.NormalPrior;
import org.latentlab.engine.latent.PriorNorms;
import org.latentlab.engine.math.Matrix;
import org.latentlab.nodes.latenttraversal.LatentTraversalParameters.DimensionChoice;
import org.latentlab.nodes.latenttraversal.LatentTraversalParameters.Range;
import org.latentlab.nodes.port.GenerativeModelPortObject;
import org.latentlab.nodes.port.GenerativeModelPortObjectSpec;
import org.latentlab.nodes.port.VaePortObjectSpec;
import org.latentlab.nodes.preferences.BackendPreferences;
import org.latentlab.nodes.table.Checks;
import org.latentlab.nodes.table.ImageCells;
import org.latentlab.nodes.table.LatentColumns;
import org.latentlab.nodes.table.LatentRows;
import org.latentlab.nodes.table.ModelClasses;
import org.latentlab.nodes.table.NodeErrors;
import org.latentlab.nodes.table.ProgressAdapter;
import org.latentlab.nodes.table.TableOutput;
import org.latentlab.nodes.table.Warnings;

/** Latent Traversal: what single dimensions of a latent space mean. */
public final class LatentTraversalNodeFactory extends DefaultNodeFactory {

    /** The name of the optional input. */
    static final String CODES = "Reference Codes";

    private static final String NAME = "Latent Traversal";

    private static final String VECTORS = "The model decodes vectors, which are no images to show. Make codes with "
        + "Latent Interpolation or the grid of Latent Sampler, and decode them with Decode.";

    private static final String DESCRIPTION = """
        <p>Changes one latent dimension at a time, leaves the others as they are, and decodes what results: the picture
        shows what each dimension means, and which ones mean nothing.</p>
        <p>A traversal starts from the origin, from the mean of connected codes, or from single codes (the
        reconstruction of an image, varied). A dimension takes evenly spaced values, by default from −3 to 3 standard
        deviations of the prior N(0, I), or the quantiles of the connected codes, so that it goes as far as the encoder
        goes: where the codes of a data set (the aggregate posterior) do not fill the prior, this avoids places where
        the decoder was never trained.</p>
        <p>Beside each row of the picture stands the KL divergence of its dimension from the prior, in nats per image,
        measured on training images. A dimension with a KL near 0 carries nothing: its images should hardly differ. The
        dimensions may be sorted by it. A model with deterministic codes has none, nor has a GAN.</p>
        <p>For a GAN with a uniform prior, a number of standard deviations stands for the value that has the same share
        of the prior below it. The dimension of a ClusterGAN's cluster grows to 1 while the other clusters shrink to 0,
        so that the row leads from the cluster where it starts to that one; the row of the start's own cluster has no
        way to go and shows the start all along. A class-conditional model generates one class, chosen in the
        dialog.</p>
        <p>Rows of the connected table with a missing, infinite or not-a-number coordinate are left out; a warning names
        them. Models of vectors have no images to show and are refused.</p>
        """;

    private static final DefaultNode NODE = DefaultNode.create() //
        .name(NAME) //
        .icon("icon.png") //
        .shortDescription("Changes one latent dimension at a time and shows the images that a VAE or GAN decodes.") //
        .fullDescription(DESCRIPTION) //
        .sinceVersion(5, 8, 0) //
        .dynamicPorts(p -> p //
            .addInputPortGroup("VAE Model", g -> g.name("Model") //
                .description("A VAE of images as <i>Train VAE</i> makes it, or a GAN as <i>Train GAN</i> does.") //
                .fixed(GenerativeModelPortObject.TYPE)) //
            .addInputPortGroup(CODES, g -> g.name(CODES) //
                .description("Latent codes as numeric columns, by default z1 … zd, as many as the model has latent "
                    + "dimensions: where traversals start from, and whose quantiles may be the values.") //
                .optional().supportedTypes(BufferedDataTable.TYPE)) //
            .addOutputPortGroup("Traversal", g -> g.name("Traversal") //
                .description("One row a decoded point: z1 … zd, where the traversal starts (row key, mean, origin "
                    + "or cluster), the dimension (from 1), its value, the norm ‖z‖, the prior percentile (the share "
                    + "of the prior with a smaller norm, from 0 to 1) and the image.") //
                .fixed(BufferedDataTable.TYPE)) //
            .addOutputPortGroup("Grid", g -> g.name("Grid") //
                .description("The picture, as PNG: a row for each dimension, a column for each value.") //
                .fixed(ImagePortObject.TYPE))) //
        .model(m -> m.parametersClass(LatentTraversalParameters.class) //
            .configure(LatentTraversalNodeFactory::configure).execute(LatentTraversalNodeFactory::execute)) //
        .nodeType(NodeType.Visualizer) //
        .keywords("latent", "traversal", "disentanglement", "VAE", "GAN", "dimension", "decoder", "KL", "view");

    /** For KNIME. */
    public LatentTraversalNodeFactory() {
        super(NODE);
    }

    static void configure(final ConfigureInput in, final ConfigureOutput out) throws InvalidSettingsException {
        final LatentTraversalParameters parameters = in.getParameters();
        parameters.validate();
        final PortObjectSpec[] specs = in.getInPortSpecs();
        final GenerativeModelPortObjectSpec model = (GenerativeModelPortObjectSpec)specs[0];
        final int d = model.latentSize();
        if (model.vectors()) {
            throw new InvalidSettingsException(VECTORS);
        }
        if (parameters.m_dimensions == DimensionChoice.HIGHEST_KL
            && !(model instanceof VaePortObjectSpec vae && vae.hasPosterior())) {
            throw new InvalidSettingsException(model instanceof VaePortObjectSpec ? TraversalPlan.WITHOUT_KL
                : TraversalPlan.GAN_WITHOUT_KL);
        }
        if (!model.classNames().isEmpty()) {
            ModelClasses.index(model.classNames(), parameters.m_className);
        }
        if (parameters.m_dimensions == DimensionChoice.LISTED) {
            Checks.config(() -> {
                TraversalPlan.checkListed(DimensionList.parse(parameters.m_dimensionList), d);
                return d;
            });
        }
        if (specs.length > 1) {
            latentColumns(parameters, model, (DataTableSpec)specs[1]);
        } else if (parameters.m_range == Range.QUANTILES) {
            throw new InvalidSettingsException(TraversalPlan.WITHOUT_CODES);
        }
        out.setOutSpecs(spec(parameters, d), new ImagePortObjectSpec(PNGImageContent.TYPE));
    }

    private static LatentColumns latentColumns(final LatentTraversalParameters parameters,
        final GenerativeModelPortObjectSpec model, final DataTableSpec spec) throws InvalidSettingsException {
        final LatentColumns columns =
            LatentColumns.choose(spec, parameters.m_latentMode, parameters.m_latentColumns, CODES);
        columns.checkDimensions(model.latentSize(), "the model");
        return columns;
    }

    private static DataTableSpec spec(final LatentTraversalParameters parameters, final int d) {
        return TableOutput.appended(new DataTableSpec(Stream.concat(Arrays.stream(LatentColumns.newColumns(d)),
            Stream.of(TableOutput.strings("base"), TableOutput.ints("dimension"), TableOutput.doubles("value"),
                TableOutput.doubles("norm"), TableOutput.doubles("prior percentile"))).toArray(DataColumnSpec[]::new)),
            ImageCells.newColumn(parameters.m_imageColumn));
    }

    static void execute(final ExecuteInput in, final ExecuteOutput out)
        throws CanceledExecutionException, KNIMEException {
        final LatentTraversalParameters parameters = in.getParameters();
        final ExecutionContext exec = in.getExecutionContext();
        final Warnings warnings = new Warnings();
        NodeErrors.run(NAME, () -> {
            parameters.validate();
            final GenerativeModelPortObject model = in.getInPortObject(0);
            BackendPreferences.load(warnings);
            final GenerativeModel generator = model.model();
            if (generator.shape().isVector()) {
                throw new EngineException(VECTORS);
            }
            final LatentRows codes = in.getInPortObjects().length == 1 ? null
                : codes(parameters, model, in.getInPortObject(1), warnings, exec);
            final TraversalPlan plan = TraversalPlan.of(parameters, generator, codes, warnings);
            final Matrix points = plan.points(generator.prior());
            exec.setMessage("Decoding");
            final Images images = generator.decode(points.toFloats(), classes(parameters, generator, points.rows()),
                ProgressAdapter.of(exec.createSubProgress(0.5)));
            final BufferedDataTable table = write(parameters, plan, points, generator.prior(), images, exec);
            exec.setProgress(0.9, "Drawing " + images.size() + " images");
            final TraversalGrid grid = TraversalPicture.of(parameters, plan, points, images, generator.prior());
            final int width = grid.preferredWidth();
            final PNGImageContent png = new PNGImageContent(grid.png(width, grid.heightFor(width)));
            out.setOutData(table, new ImagePortObject(png, new ImagePortObjectSpec(PNGImageContent.TYPE)));
        });
        warnings.tell(out::setWarningMessage);
    }

    /** The same class everywhere; null where the model takes none. */
    private static int[] classes(final LatentTraversalParameters parameters, final GenerativeModel model,
        final int points) throws InvalidSettingsException {
        if (model.classNames().isEmpty()) {
            return null;
        }
        final int[] classes = new int[points];
        Arrays.fill(classes, ModelClasses.index(model.classNames(), parameters.m_className));
        return classes;
    }

    private static LatentRows codes(final LatentTraversalParameters parameters, final GenerativeModelPortObject model,
        final BufferedDataTable table, final Warnings warnings, final ExecutionContext exec)
        throws InvalidSettingsException, CanceledExecutionException {
        final LatentRows codes = latentColumns(parameters, model.getSpec(), table.getDataTableSpec()).read(table,
            exec.createSubProgress(0.2));
        codes.warn(warnings, "were left out");
        if (codes.size() == 0) {
            throw new EngineException(codes.rows() == 0 ? "Input '" + CODES + "' is empty: there is no code to start "
                + "from. Connect codes from Encode, or remove the port to start from the origin."
                : "There is no code to start from: " + Warnings.describe(codes.problems(), codes.rows(),
                    "usable latent point") + ". Connect codes from Encode, or remove the port to start from the "
                    + "origin.");
        }
        return codes;
    }

    private static BufferedDataTable write(final LatentTraversalParameters parameters, final TraversalPlan plan,
        final Matrix points, final LatentPrior prior, final Images images, final ExecutionContext exec)
        throws CanceledExecutionException {
        final int d = points.columns();
        final PriorNorms norms = PriorNorms.of(prior);
        final ImageCells pngs = new ImageCells(images);
        return TableOutput.create(spec(parameters, d), points.rows(), plan.rowKeys(), i -> {
            final int dimension = plan.traversal().dimensions()[plan.dimensionIndex(i)];
            final double norm = NormalPrior.norm(points, i);
            final DataCell[] cells = new DataCell[d + 6];
            for (int c = 0; c < d; c++) {
                cells[c] = new DoubleCell(points.get(i, c));
            }
            cells[d] = new StringCell(plan.baseNames().get(plan.base(i)));
            cells[d + 1] = new IntCell(dimension + 1);
            cells[d + 2] = new DoubleCell(points.get(i, dimension));
            cells[d + 3] = new DoubleCell(norm);
            cells[d + 4] = new DoubleCell(norms.percentile(norm));
            cells[d + 5] = pngs.cell(i);
            return cells;
        }, exec, exec.createSubProgress(0.2));
    }
}
