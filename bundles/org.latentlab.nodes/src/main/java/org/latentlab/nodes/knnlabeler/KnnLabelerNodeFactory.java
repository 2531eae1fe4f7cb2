package org.latentlab.nodes.knnlabeler;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnDomainCreator;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.DoubleCell;
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
import org.latentlab.engine.EngineException;
import org.latentlab.engine.label.KnnLabeler;
import org.latentlab.engine.label.KnnResult;
import org.latentlab.nodes.preferences.BackendPreferences;
import org.latentlab.nodes.table.ClassColumn;
import org.latentlab.nodes.table.ClassLabels;
import org.latentlab.nodes.table.NodeErrors;
import org.latentlab.nodes.table.ProgressAdapter;
import org.latentlab.nodes.table.TableOutput;
import org.latentlab.nodes.table.Warnings;

/** kNN Labeler: the class of each row by the k nearest rows of a reference. */
public final class KnnLabelerNodeFactory extends DefaultNodeFactory {

    /** The first input's name. */
    static final String REFERENCE = "Reference";

    /** The second input's name. */
    static final String UNLABELLED = "Unlabelled";

    private static final String NAME = "kNN Labeler";

    private static final String DESCRIPTION = """
        <p>Gives each row the class that most of its k nearest rows of a reference have (Cover and Hart 1967, <i>Nearest
        neighbor pattern classification</i>). Near is measured by the Euclidean distance of the images' pixels (each in
        [0, 1]) or of numeric columns, for instance latent coordinates. The search is exact: every row is compared with
        every reference row.</p>
        <p><b>Ties.</b> The class with the most votes wins; among classes with equally many votes, the one that has the
        nearest neighbour. Of reference rows at the same distance, the one that comes first in the table is nearer.</p>
        <p>With k = 3 on the pixels of MNIST, 97.05 % of the test images get their right class.</p>
        <p>Reference rows without a class or a usable image are left out; rows to label without a usable image get
        missing cells. A warning names them.</p>
        """;

    private static final DefaultNode NODE = DefaultNode.create() //
        .name(NAME) //
        .icon("icon.png") //
        .shortDescription("Labels images or points by the k nearest rows of a labelled reference.") //
        .fullDescription(DESCRIPTION) //
        .sinceVersion(5, 8, 0) //
        .ports(p -> p //
            .addInputTable(REFERENCE, "Labelled rows: images or numbers, and a class column.") //
            .addInputTable(UNLABELLED, "The rows to label, with images of the same size or the same numeric "
                + "columns.") //
            .addOutputTable("Labelled", "The rows to label, with the class (in the reference's order of possible "
                + "values and its colours), the share of the k neighbours that voted for it, the row key of the "
                + "nearest reference row and the distance to it.")) //
        .model(m -> m.parametersClass(KnnLabelerParameters.class) //
            .configure(KnnLabelerNodeFactory::configure).execute(KnnLabelerNodeFactory::execute)) //
        .nodeType(NodeType.Predictor) //
        .keywords("k nearest neighbours", "kNN", "classify", "label", "class", "distance", "images");

    /** For KNIME. */
    public KnnLabelerNodeFactory() {
        super(NODE);
    }

    static void configure(final ConfigureInput in, final ConfigureOutput out) throws InvalidSettingsException {
        final KnnLabelerParameters parameters = in.getParameters();
        parameters.validate();
        final DataTableSpec reference = in.getInPortSpec(0);
        final DataTableSpec unlabelled = in.getInPortSpec(1);
        ComparedVectors.check(parameters, reference, unlabelled);
        final ClassColumn classes = ClassColumn.choose(reference, parameters.m_classColumn, REFERENCE);
        out.setOutSpecs(TableOutput.appended(unlabelled, newColumns(classes.column())));
    }

    private static DataColumnSpec[] newColumns(final DataColumnSpec classColumn) {
        return new DataColumnSpec[]{ClassColumn.newColumn(ClassColumn.DEFAULT_NAME, classColumn),
            TableOutput.doubles("vote share"), TableOutput.strings("nearest"), TableOutput.doubles("distance")};
    }

    static void execute(final ExecuteInput in, final ExecuteOutput out)
        throws CanceledExecutionException, KNIMEException {
        final KnnLabelerParameters parameters = in.getParameters();
        final ExecutionContext exec = in.getExecutionContext();
        final BufferedDataTable reference = in.getInPortObject(0);
        final BufferedDataTable unlabelled = in.getInPortObject(1);
        final Warnings warnings = new Warnings();
        NodeErrors.run(NAME, () -> {
            parameters.validate();
            BackendPreferences.configure(warnings);
            if (reference.size() == 0) {
                throw new EngineException("Input 'Reference' is empty: there is no labelled row to compare with. "
                    + "Connect a table with rows, or check the filter before.");
            }
            final ClassColumn classes =
                ClassColumn.choose(reference.getDataTableSpec(), parameters.m_classColumn, REFERENCE);
            final ClassLabels labels = classes.read(reference, exec.createSubProgress(0.05));
            final ComparedVectors vectors =
                ComparedVectors.read(parameters, reference, unlabelled, labels, warnings, exec.createSubProgress(0.25));
            final KnnResult result = KnnLabeler.label(vectors.reference(), vectors.labels(), labels.classNames().size(),
                vectors.queries(), vectors.dimensions(), parameters.m_neighbours,
                ProgressAdapter.of(exec.createSubProgress(0.6)));
            out.setOutData(append(unlabelled, labels, vectors, result, exec));
        });
        warnings.tell(out::setWarningMessage);
    }

    private static BufferedDataTable append(final BufferedDataTable table, final ClassLabels labels,
        final ComparedVectors vectors, final KnnResult result, final ExecutionContext exec)
        throws CanceledExecutionException {
        final DataColumnSpec classColumn = withDomain(labels);
        final DataColumnSpec[] columns = newColumns(classColumn);
        return TableOutput.append(table, columns, row -> {
            final int i = vectors.queryOfRow()[row];
            if (i < 0) {
                return TableOutput.missing(columns.length);
            }
            return new DataCell[]{ClassColumn.cell(classColumn, labels.classNames().get(result.label()[i])),
                new DoubleCell(result.voteShare()[i]), new StringCell(vectors.referenceKeys()[result.nearest()[i]]),
                new DoubleCell(result.distance()[i])};
        }, exec, exec.createSubProgress(0.1));
    }

    /** The reference's column, with the classes found where its domain lists none. */
    private static DataColumnSpec withDomain(final ClassLabels labels) {
        final DataColumnSpec column = labels.column();
        if (column.getDomain().hasValues()) {
            return column;
        }
        final DataColumnSpecCreator creator = new DataColumnSpecCreator(column);
        creator.setDomain(new DataColumnDomainCreator(labels.classNames().stream()
            .map(name -> ClassColumn.cell(column, name)).toArray(DataCell[]::new)).createDomain());
        return creator.createSpec();
    }
}
