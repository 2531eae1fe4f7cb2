package org.latentlab.nodes.encode;

import java.util.ArrayList;
import java.util.List;

import org.knime.core.data.DataColumnSpec;
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
import org.latentlab.engine.gan.Gan;
import org.latentlab.engine.generate.GenerativeModel;
import org.latentlab.engine.train.Progress;
import org.latentlab.engine.vae.Vae;
import org.latentlab.nodes.port.GenerativeModelPortObject;
import org.latentlab.nodes.port.GenerativeModelPortObjectSpec;
import org.latentlab.nodes.preferences.BackendPreferences;
import org.latentlab.nodes.table.Columns;
import org.latentlab.nodes.table.ExpectedImages;
import org.latentlab.nodes.table.ImageColumn;
import org.latentlab.nodes.table.ImageRows;
import org.latentlab.nodes.table.ImageSource;
import org.latentlab.nodes.table.ModelImages;
import org.latentlab.nodes.table.NodeErrors;
import org.latentlab.nodes.table.ProgressAdapter;
import org.latentlab.nodes.table.TableOutput;
import org.latentlab.nodes.table.Warnings;

/** Encodes images with a VAE or a GAN. */
public final class EncodeNodeFactory extends DefaultNodeFactory {

    private static final String NAME = "Encode";

    /** The name of the table's port. */
    static final String INPUT = "Images";

    private static final String DESCRIPTION = """
            <p>Maps each image x to its latent code: the mean μ(x) of the encoder's Gaussian q(z|x) = N(μ(x), diag
            σ²(x)), appended to the table as the columns <tt>z1</tt> … <tt>zd</tt>.</p>
            <p>Further columns on request: ln σ², a code drawn from q(z|x), the reconstruction error −ln p(x|μ(x)),
            the length ‖μ(x)‖, −ELBO (Kingma and Welling 2014), and the importance-weighted estimate of ln p(x)
            (Burda, Grosse and Salakhutdinov 2016, <a href="https://arxiv.org/abs/1509.00519">Importance Weighted
            Autoencoders</a>). All are in nats per image where they are likelihoods.</p>
            <p>The images must have the size the model was trained on. A model that was trained on images turned gray
            turns colour images gray by itself; one of vectors scales them as those of its training, and finds numeric
            columns by their names. A row without a usable image keeps its place with missing cells; the warning counts
            and names such rows.</p>
            <p>A <b>GAN</b> has no q(z|x). The codes are those of a ClusterGAN's encoder; with any other GAN each is
            searched for: Adam minimises the mean squared error of the generated image, from several draws of the prior
            (Lipton and Tripathi 2017, <a href="https://arxiv.org/abs/1702.04782">Precise Recovery of Latent Vectors
            from Generative Adversarial Networks</a>). That takes some hundred passes through the generator for each
            image; encode a sample first. The column <tt>residual</tt> tells how far the image that a code gives is from
            the given one: the root of the mean squared difference of their values, in units of the pixels' range from 0
            to 1 (of the scaled values, for vectors). A warning tells where residuals are large. A class-conditional GAN
            is told the class of each image, from a column, or the class that comes nearest is found.</p>
            <p>An autoencoder whose codes are not drawn from a distribution has neither variances nor an ELBO: for it
            <tt>z1</tt> … <tt>zd</tt> are the code itself.</p>
            """;

    private static final DefaultNode NODE = DefaultNode.create() //
        .name(NAME) //
        .icon("icon.png") //
        .shortDescription("Maps images or vectors to the latent codes of a VAE or a GAN.") //
        .fullDescription(DESCRIPTION) //
        .sinceVersion(5, 8, 0) //
        .dynamicPorts(p -> p //
            .addInputPortGroup("VAE Model", g -> g.name("Model") //
                .description("A VAE as <i>Train VAE</i> makes it, or a GAN as <i>Train GAN</i> does.") //
                .fixed(GenerativeModelPortObject.TYPE)) //
            .addInputPortGroup(INPUT, g -> g.name(INPUT) //
                .description("Images of the size, or vectors of the columns, that the model was trained on.") //
                .fixed(BufferedDataTable.TYPE)) //
            .addOutputPortGroup("Latent Codes", g -> g.name("Latent Codes") //
                .description("The input table with the columns z1 … zd and those chosen appended; with a GAN also the "
                    + "residual. Row keys, domains and colours stay.") //
                .fixed(BufferedDataTable.TYPE))) //
        .model(m -> m.parametersClass(EncodeParameters.class) //
            .configure(EncodeNodeFactory::configure).execute(EncodeNodeFactory::execute)) //
        .nodeType(NodeType.Predictor) //
        .keywords("VAE", "GAN", "encoder", "inversion", "latent code", "embedding", "apply", "predictor", "ELBO",
            "log-likelihood");

    /** For KNIME. */
    public EncodeNodeFactory() {
        super(NODE);
    }

    /** The columns of the model's names, unless others are chosen or the model was trained on one column. */
    private static ImageColumn column(final EncodeParameters parameters, final GenerativeModelPortObjectSpec model,
        final DataTableSpec spec) throws InvalidSettingsException {
        final List<String> names = model.columns();
        if (!names.isEmpty() && parameters.m_imageSource == ImageSource.COLUMN && parameters.m_imageColumn.isBlank()
            && (names.stream().allMatch(spec::containsName) || spec.stream().noneMatch(ImageColumn::isSuitable))) {
            return ImageColumn.named(spec, names, INPUT);
        }
        final ImageColumn column = ImageColumn.choose(spec, parameters.m_imageSource, parameters.m_imageColumn,
            parameters.m_pixelColumns, INPUT);
        final boolean sameNames = column.names().size() == names.size() && column.names().containsAll(names);
        return sameNames && !names.isEmpty() ? ImageColumn.named(spec, names, INPUT) : column;
    }

    private static DataColumnSpec[] newColumns(final EncodeParameters parameters,
        final GenerativeModelPortObjectSpec model, final DataTableSpec spec) throws InvalidSettingsException {
        LatentCodeColumns.check(parameters, model);
        final DataColumnSpec[] columns = LatentCodeColumns.columns(parameters, model);
        final List<String> taken = new ArrayList<>();
        for (final DataColumnSpec column : columns) {
            if (spec.containsName(column.getName())) {
                taken.add("'" + column.getName() + "'");
            }
        }
        if (!taken.isEmpty()) { // two sets of codes in one table would leave open which of them a later node means
            throw new InvalidSettingsException("The input table has " + (taken.size() == 1 ? "a column " : "columns ")
                + String.join(", ", taken) + " already, as Encode would append. Rename or remove "
                + (taken.size() == 1 ? "it" : "them") + " first.");
        }
        return columns;
    }

    static void configure(final ConfigureInput in, final ConfigureOutput out) throws InvalidSettingsException {
        final EncodeParameters parameters = in.getParameters();
        parameters.validate();
        final GenerativeModelPortObjectSpec model = in.getInPortSpec(0);
        final DataTableSpec spec = in.getInPortSpec(1);
        final ImageColumn column = column(parameters, model, spec);
        if (model.shape().isPresent()) {
            column.checkPixelColumns(new ExpectedImages(model.shape().get(), model.gray(), "the model was trained on"));
        }
        GanEncoding.classes(parameters, model, spec);
        out.setOutSpecs(TableOutput.appended(spec, newColumns(parameters, model, spec)));
    }

    static void execute(final ExecuteInput in, final ExecuteOutput out)
        throws CanceledExecutionException, KNIMEException {
        NodeErrors.run(NAME, () -> {
            final EncodeParameters parameters = in.getParameters();
            final ExecutionContext exec = in.getExecutionContext();
            final GenerativeModelPortObject model = in.getInPortObject(0);
            final BufferedDataTable table = in.getInPortObject(1);
            final DataTableSpec spec = table.getDataTableSpec();
            final Warnings warnings = new Warnings();
            BackendPreferences.load(warnings);
            final GenerativeModel generator = model.model();
            final ImageColumn column = column(parameters, model.getSpec(), spec);
            ImageRows rows = ModelImages.read(column, table, generator, exec.createSubProgress(0.2));
            warnOfOtherNames(column, model.getSpec(), warnings);
            final Progress progress = ProgressAdapter.of(exec.createSubProgress(0.7));
            final LatentCodeColumns codes;
            if (generator instanceof Gan gan) {
                final GanEncoding.Encoded encoded =
                    GanEncoding.encode(parameters, model.getSpec(), gan, rows, table, warnings, exec, progress);
                rows = encoded.rows();
                codes = encoded.columns();
            } else {
                codes = LatentCodeColumns.compute(parameters, (Vae)generator, rows.images(), progress);
            }
            rows.warn(warnings, "get missing codes");
            final int[] imageOfRow = rows.imageOfRow();
            out.setOutData(TableOutput.append(table, newColumns(parameters, model.getSpec(), spec),
                row -> codes.cells(imageOfRow[row]), exec, exec.createSubProgress(0.1)));
            warnings.tell(out::setWarningMessage);
        });
    }

    private static void warnOfOtherNames(final ImageColumn column, final GenerativeModelPortObjectSpec model,
        final Warnings warnings) {
        if (!model.columns().isEmpty() && !column.names().isEmpty() && !column.names().equals(model.columns())) {
            warnings.add("The numeric columns have other names (" + Columns.list(column.names()) + ") than those the "
                + "model was trained on (" + Columns.list(model.columns()) + "); they are taken in the order of the "
                + "table.");
        }
    }
}
