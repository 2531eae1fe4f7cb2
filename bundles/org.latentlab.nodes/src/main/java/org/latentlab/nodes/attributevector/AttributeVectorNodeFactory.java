package org.latentlab.nodes.attributevector;

import java.util.Arrays;
import java.util.stream.Stream;

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
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.NodeFactory.NodeType;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;
import org.latentlab.engine.latent.AttributeVector;
import org.latentlab.nodes.attributevector.AttributeVectorParameters.Others;
import org.latentlab.nodes.table.LatentColumns;
import org.latentlab.nodes.table.NodeErrors;
import org.latentlab.nodes.table.TableOutput;
import org.latentlab.nodes.table.Warnings;

/** Attribute Vector: adds to latent codes what tells one group of codes from another. */
public final class AttributeVectorNodeFactory extends DefaultNodeFactory {

    /** The first input's name. */
    static final String EXAMPLES = "Examples";

    /** The second input's name. */
    static final String CODES = "Latent Codes";

    private static final String NAME = "Attribute Vector";

    private static final String DESCRIPTION = """
        <p>Changes an attribute of images by way of their latent codes, thin strokes to bold ones for instance: the
        mean code of examples that have the attribute less the mean code of examples without it is a direction in the
        latent space, and added to a code it gives the code of the same image with the attribute,
        z' = z + s · a with a strength s (Larsen et al. 2016, <i>Autoencoding beyond pixels using a learned similarity
        metric</i>; White 2016, <i>Sampling Generative Networks</i>). Strengths below 0 take the attribute away, above
        1 they exaggerate it.</p>
        <p>The examples are rows of one table, told apart by the values of a column; this may be the class, and the
        vector then leads from one class to another. Both inputs may be connected to the same table.</p>
        <p><b>Balancing</b>: where the attribute comes more often with some classes than with others, the vector holds
        some of the difference between these classes, too. Balanced by class, every class weighs the same that has
        examples with and without the attribute: the vector is the mean of the classes' vectors, as if examples had been
        repeated until all classes had equally many of both kinds (White 2016).</p>
        <p><b>Is there such a direction?</b> The examples of either group are halved at random, and each half gives a
        vector: the cosine of the two is near 1 where the direction is well determined, and near 0 where it is chance,
        because there are too few examples or nothing in the codes tells the groups apart. Beside each value of the
        difference stands its standard error (Welch 1947).</p>
        <p><i>Decode</i> makes images of the changed codes, and <i>Image Grid</i> shows them, one line a code with
        <i>source</i> as its groups and <i>strength</i> as captions. The prior percentile tells when a strength has led
        out of the space that the decoder knows.</p>
        <p>Rows with a missing, infinite or not-a-number coordinate are left out; a warning names them.</p>
        """;

    private static final DefaultNode NODE = DefaultNode.create() //
        .name(NAME) //
        .icon("icon.png") //
        .shortDescription("Adds to latent codes, in chosen strengths, what tells one group of codes from another.") //
        .fullDescription(DESCRIPTION) //
        .sinceVersion(5, 8, 0) //
        .ports(p -> p //
            .addInputTable(EXAMPLES, "Latent codes as numeric columns, by default z1 … zd, and a column that says "
                + "which of them have the attribute, for instance from Encode.") //
            .addInputTable(CODES, "Latent codes to change, of the same latent space; may be the same table.") //
            .addOutputTable("Changed Codes", "One row for each code and strength: z1 … zd, the row key of the code "
                + "(source), the strength, the norm ‖z‖ and the prior percentile, the share of the prior N(0, I) with "
                + "a smaller norm, from 0 to 1; then the row's other columns except pictures and columns of the names "
                + "before.") //
            .addOutputTable("Attribute Vector", "Four rows: the mean with the attribute and the mean without it, each "
                + "with the group and how many examples count; their difference, which is the vector; its standard "
                + "errors (missing where a group has a single example). Of the means and the difference the Euclidean "
                + "length, of the difference the cosine of the vectors of two halves (missing where a group cannot be "
                + "halved).")) //
        .model(m -> m.parametersClass(AttributeVectorParameters.class) //
            .configure(AttributeVectorNodeFactory::configure).execute(AttributeVectorNodeFactory::execute)) //
        .nodeType(NodeType.Manipulator) //
        .keywords("latent", "attribute vector", "latent arithmetic", "analogy", "mean difference", "semantic direction",
            "VAE", "GAN");

    /** For KNIME. */
    public AttributeVectorNodeFactory() {
        super(NODE);
    }

    static void configure(final ConfigureInput in, final ConfigureOutput out) throws InvalidSettingsException {
        final AttributeVectorParameters parameters = in.getParameters();
        parameters.validate();
        final int d = AttributeExamples.find(parameters, in.getInPortSpec(0)).latent().dimensions();
        final ChangedCodes codes = new ChangedCodes(parameters, in.getInPortSpec(1));
        codes.checkDimensions(d);
        out.setOutSpecs(codes.spec(), vectorSpec(d));
    }

    private static DataTableSpec vectorSpec(final int d) {
        return new DataTableSpec(Stream.of(
            Stream.of(TableOutput.strings("vector"), TableOutput.strings("group"), TableOutput.ints("count")),
            Arrays.stream(LatentColumns.newColumns(d)),
            Stream.of(TableOutput.doubles("length"), TableOutput.doubles("cosine of halves")))
            .flatMap(s -> s).toArray(DataColumnSpec[]::new));
    }

    static void execute(final ExecuteInput in, final ExecuteOutput out)
        throws CanceledExecutionException, KNIMEException {
        final AttributeVectorParameters parameters = in.getParameters();
        final ExecutionContext exec = in.getExecutionContext();
        final BufferedDataTable examples = in.getInPortObject(0);
        final BufferedDataTable codes = in.getInPortObject(1);
        final Warnings warnings = new Warnings();
        NodeErrors.run(NAME, () -> {
            parameters.validate();
            final AttributeExamples found = AttributeExamples.find(parameters, examples.getDataTableSpec());
            final ChangedCodes changed = new ChangedCodes(parameters, codes.getDataTableSpec());
            changed.checkDimensions(found.latent().dimensions());
            final AttributeVector vector = found.read(examples, warnings, exec.createSubProgress(0.3));
            out.setOutData(changed.write(codes, vector, warnings, exec), vector(parameters, vector, exec));
        });
        warnings.tell(out::setWarningMessage);
    }

    private static BufferedDataTable vector(final AttributeVectorParameters parameters, final AttributeVector a,
        final ExecutionContext exec) throws CanceledExecutionException {
        final String without = parameters.m_others == Others.ONE ? parameters.m_without : "all others";
        final DataCell missing = DataType.getMissingCell();
        final DataCell[][] rows = {
            cells("mean with", new StringCell(parameters.m_with), new IntCell(a.with()), a.withMean(),
                length(a.withMean()), missing),
            cells("mean without", new StringCell(without), new IntCell(a.without()), a.withoutMean(),
                length(a.withoutMean()), missing),
            cells("difference", missing, missing, a.difference(), new DoubleCell(a.length()),
                TableOutput.cell(a.halvesCosine())),
            cells("standard error", missing, missing, a.standardError(), missing, missing)};
        return TableOutput.create(vectorSpec(a.dimensions()), rows.length,
            Stream.of(rows).map(row -> row[0].toString()).toList(), i -> rows[i], exec, exec.createSubProgress(0));
    }

    private static DataCell length(final double[] z) {
        return new DoubleCell(Math.sqrt(Arrays.stream(z).map(v -> v * v).sum()));
    }

    private static DataCell[] cells(final String name, final DataCell group, final DataCell count, final double[] z,
        final DataCell length, final DataCell cosine) {
        return Stream.of(Stream.of(new StringCell(name), group, count), Arrays.stream(z).mapToObj(TableOutput::cell),
            Stream.of(length, cosine)).flatMap(s -> s).toArray(DataCell[]::new);
    }
}
