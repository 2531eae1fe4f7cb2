package org.latentlab.nodes.classoverlap;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.knime.core.data.DataTableSpec;
import org.knime.core.data.image.png.PNGImageContent;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.port.image.ImagePortObject;
import org.knime.core.node.port.image.ImagePortObjectSpec;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;
import org.latentlab.engine.EngineException;
import org.latentlab.engine.chart.HeatMap;
import org.latentlab.engine.label.GrayArea;
import org.latentlab.engine.latent.ClassOverlap;
import org.latentlab.engine.report.OverlapMap;
import org.latentlab.nodes.file.OutputFile;
import org.latentlab.nodes.picture.PictureFile;
import org.latentlab.nodes.preferences.BackendPreferences;
import org.latentlab.nodes.table.ClassColumn;
import org.latentlab.nodes.table.ClassLabels;
import org.latentlab.nodes.table.LatentColumns;
import org.latentlab.nodes.table.LatentRows;
import org.latentlab.nodes.table.NodeErrors;
import org.latentlab.nodes.table.ProgressAdapter;
import org.latentlab.nodes.table.Warnings;

/** Class Overlap: which classes lie in one another in a latent space. */
public final class ClassOverlapNodeFactory extends DefaultNodeFactory {

    private static final String NAME = "Class Overlap";

    private static final String INPUT = "Latent Codes";

    /** More are likely a column of names or numbers that are no classes. */
    private static final int MOST_CLASSES = 500;

    private static final String DESCRIPTION = """
        <p>Measures how far the classes of a latent space lie in one another. For each code its k nearest other codes
        are found (exactly, by Euclidean distance); of all neighbours of the codes of a class, the table gives the share
        that each class has. A row sums to 1. Where the space keeps classes apart, the diagonal is near 1; where it
        mixes them, each row approaches the shares of the classes among all codes.</p>
        <p>The overlap of a pair of classes is the mean of both shares: of b among the neighbours of a, and of a among
        those of b. The table Pairs lists all pairs, those that overlap most first: the classes that a decoder, asked
        for a point between them, is likely to blend.</p>
        <p>The gray area is the share of draws of the prior N(0, I) whose k nearest codes do not agree on a class by the
        chosen share of votes: what a decoder makes of them shows no class clearly.</p>
        <p>Rows without a class and rows with a missing, infinite or not-a-number coordinate take no part; a warning
        counts them. Distances depend on the scale of the coordinates, which a VAE's prior sets alike for all.</p>
        """;

    private static final DefaultNode NODE = DefaultNode.create() //
        .name(NAME) //
        .icon("icon.png") //
        .shortDescription("Shows which classes share the nearest neighbours of a latent space, as a heat map.") //
        .fullDescription(DESCRIPTION) //
        .sinceVersion(5, 8, 0) //
        .ports(p -> p //
            .addInputTable(INPUT, "Latent codes as Encode gives them: one row a point, columns z1 … zd or others "
                + "chosen in the settings, and a class column.") //
            .addOutputTable("Overlap", "One row a class: its name, the number of its codes, k, the share of its "
                + "neighbours that have another class, and for each class the share that has that one. The shares of a "
                + "class without codes are missing.") //
            .addOutputPort("Heat Map", "The matrix as a picture, as PNG. The settings can write it as SVG, too.",
                ImagePortObject.TYPE) //
            .addOutputTable("Pairs", "One row a pair of classes, those that overlap most first: the overlap (mean of "
                + "both shares), the share of b among the neighbours of a, and of a among those of b.") //
            .addOutputTable("Summary", "One row: numbers of codes and classes, k, the overlap of the whole (the share "
                + "of neighbours that have another class, each class counting alike) beside "
                + "what chance would give, the "
                + "gray area with the number of draws it was measured on, and the mean share of votes of the winning "
                + "class.")) //
        .model(m -> m.parametersClass(ClassOverlapParameters.class) //
            .configure(ClassOverlapNodeFactory::configure).execute(ClassOverlapNodeFactory::execute)) //
        .keywords("class overlap", "nearest neighbours", "confusion", "latent space", "heat map", "separation", "kNN");

    /** For KNIME. */
    public ClassOverlapNodeFactory() {
        super(NODE);
    }

    private static LatentColumns columns(final ClassOverlapParameters parameters, final DataTableSpec spec)
        throws InvalidSettingsException {
        return LatentColumns.choose(spec, parameters.m_coordinates, parameters.m_coordinateColumns, INPUT);
    }

    static void configure(final ConfigureInput in, final ConfigureOutput out) throws InvalidSettingsException {
        final ClassOverlapParameters parameters = in.getParameters();
        parameters.validate();
        final DataTableSpec spec = in.getInPortSpec(0);
        columns(parameters, spec);
        final List<String> classes =
            ClassColumn.choose(spec, parameters.m_classColumn, INPUT).knownClasses();
        OutputFile.check(parameters.m_outputFile);
        // which columns there are is known where the classes are
        out.setOutSpecs(classes.isEmpty() ? null : OverlapTable.spec(classes),
            new ImagePortObjectSpec(PNGImageContent.TYPE), OverlapTable.pairsSpec(), OverlapTable.summarySpec());
    }

    static void execute(final ExecuteInput in, final ExecuteOutput out)
        throws CanceledExecutionException, KNIMEException {
        final ClassOverlapParameters parameters = in.getParameters();
        final ExecutionContext exec = in.getExecutionContext();
        final BufferedDataTable table = in.getInPortObject(0);
        final Warnings warnings = new Warnings();
        NodeErrors.run(NAME, () -> {
            parameters.validate();
            final OutputFile file = OutputFile.probed(parameters.m_outputFile);
            BackendPreferences.configure(warnings);
            final ClassifiedCodes codes = codes(parameters, table, warnings, exec);
            final ClassOverlap overlap = ClassOverlap.of(codes.points(), codes.classes(), codes.names(),
                parameters.m_neighbours, ProgressAdapter.of(exec.createSubProgress(0.7)));
            if (Arrays.stream(overlap.counts()).filter(c -> c > 0).count() == 1) {
                warnings.add("All codes are of one class: there is no other that it could overlap, so the overlap is "
                    + "0 whatever the codes are. Choose the column of the classes, or codes of several.");
            }
            final GrayArea gray = codes.grayArea(parameters, ProgressAdapter.of(exec.createSubProgress(0.1)));
            exec.setProgress(0.9, "Drawing the picture");
            final HeatMap map = OverlapMap.of(overlap, parameters.m_title);
            final int width = map.preferredWidth();
            final byte[] png = map.png(width, map.heightFor(width), parameters.m_resolution);
            if (file != null) {
                PictureFile.write(file, map, width, map.heightFor(width), png);
            }
            out.setOutData(OverlapTable.create(overlap, exec), new ImagePortObject(new PNGImageContent(png),
                new ImagePortObjectSpec(PNGImageContent.TYPE)), OverlapTable.pairs(overlap, exec),
                OverlapTable.summary(overlap, gray, exec));
        });
        warnings.tell(out::setWarningMessage);
    }

    private static ClassifiedCodes codes(final ClassOverlapParameters parameters, final BufferedDataTable table,
        final Warnings warnings, final ExecutionContext exec)
        throws InvalidSettingsException, CanceledExecutionException {
        final DataTableSpec spec = table.getDataTableSpec();
        final ClassColumn column = ClassColumn.choose(spec, parameters.m_classColumn, INPUT);
        final LatentRows rows = columns(parameters, spec).read(table, exec.createSubProgress(0.1));
        rows.warn(warnings, "were left out");
        final ClassLabels labels = column.read(table, exec.createSubProgress(0));
        if (labels.classNames().size() > MOST_CLASSES) {
            throw new EngineException(String.format(Locale.ROOT, "The class column '%s' has %,d different values; a "
                + "matrix is made of at most %d classes. Choose another column.", column.name(),
                labels.classNames().size(), MOST_CLASSES));
        }
        if (labels.missing() > 0) {
            warnings.add(String.format(Locale.ROOT, "%,d of %,d rows have no class and were left out.",
                labels.missing(), rows.rows()));
        }
        final int[] classes = labels.select(rows.tableRows());
        if (Arrays.stream(classes).noneMatch(c -> c >= 0)) {
            throw new EngineException(rows.rows() == 0
                ? "The input table is empty: there are no latent codes whose classes could overlap."
                : "No row has both a class and a usable latent point.");
        }
        return new ClassifiedCodes(rows.points(), classes, labels.classNames());
    }
}
