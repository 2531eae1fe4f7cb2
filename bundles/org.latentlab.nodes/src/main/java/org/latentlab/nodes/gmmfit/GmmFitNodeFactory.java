package org.latentlab.nodes.gmmfit;

import java.util.Locale;
import java.util.Optional;

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
import org.latentlab.engine.EngineException;
import org.latentlab.engine.latent.GmmConfig;
import org.latentlab.engine.latent.GmmFit;
import org.latentlab.engine.latent.GmmFitter;
import org.latentlab.nodes.port.MixturePortObject;
import org.latentlab.nodes.port.MixturePortObjectSpec;
import org.latentlab.nodes.preferences.BackendPreferences;
import org.latentlab.nodes.table.ClassColumn;
import org.latentlab.nodes.table.ClassLabels;
import org.latentlab.nodes.table.LatentColumns;
import org.latentlab.nodes.table.LatentRows;
import org.latentlab.nodes.table.NodeErrors;
import org.latentlab.nodes.table.ProgressAdapter;
import org.latentlab.nodes.table.Warnings;

/** GMM Fit: a Gaussian mixture over latent codes. */
public final class GmmFitNodeFactory extends DefaultNodeFactory {

    private static final String NAME = "GMM Fit";

    private static final String INPUT = "Latent Codes";

    private static final String DESCRIPTION = """
        <p>Fits a Gaussian mixture to latent codes, p(z) = Σ<sub>k</sub> w<sub>k</sub> N(z; μ<sub>k</sub>,
        Σ<sub>k</sub>), by expectation maximisation (Dempster, Laird and Rubin 1977). Each fit is started several times
        by k-means++ (Arthur and Vassilvitskii 2007); the start with the highest likelihood is kept.</p>
        <p>The number of components K is given, or chosen from a range by the Bayesian information criterion
        BIC = −2 ln L + m ln n (Schwarz 1978, <i>Estimating the dimension of a model</i>), where L is the likelihood, m
        the number of free parameters and n the number of rows: the lowest wins. AIC = −2 ln L + 2m (Akaike 1974) is
        given beside it.</p>
        <p>Where the rows have a class, the output says how well components and classes agree: purity is the share of
        rows that belong to the majority class of their component, NMI the mutual information of component and class
        over the mean of their entropies. Without a class it still says how clearly the components are set apart: the
        mean entropy of the responsibilities (0 = each row belongs to one component, 1 = to all alike) and the
        silhouette (Rousseeuw 1987; on at most 5,000 rows).</p>
        <p>Rows with a missing, infinite or not-a-number coordinate are left out of the fit and have missing cells in
        the assignments; a warning names them. Components are counted from 0.</p>
        """;

    private static final DefaultNode NODE = DefaultNode.create() //
        .name(NAME) //
        .icon("icon.png") //
        .shortDescription("Fits a Gaussian mixture to latent codes, with a given number of components or by BIC.") //
        .fullDescription(DESCRIPTION) //
        .sinceVersion(5, 8, 0) //
        .ports(p -> p //
            .addInputTable(INPUT, "Latent codes as Encode gives them: one row a point, columns z1 … zd or others "
                + "chosen in the settings, and a class column if there is one.") //
            .addOutputPort("Mixture", "The fitted mixture, for Latent Sampler, Latent Space Plot and Dysfunction "
                + "Report.", MixturePortObject.TYPE) //
            .addOutputTable("Assignments", "The input with the component most responsible for each row, its "
                + "responsibility (posterior probability) and the log-density of the row under the mixture, in "
                + "nats.") //
            .addOutputTable("Components", "One row a component: weight, number of rows assigned to it, mean and "
                + "standard deviation in each dimension; with a class column its majority class and the share of it "
                + "(purity).") //
            .addOutputTable("Model Selection", "One row for each number of components tried: log-likelihood, number of "
                + "free parameters, BIC, AIC, iterations, whether it converged and whether it was chosen; for the "
                + "chosen one also mixture entropy, silhouette and, with a class column, purity and NMI.")) //
        .model(m -> m.parametersClass(GmmFitParameters.class) //
            .configure(GmmFitNodeFactory::configure).execute(GmmFitNodeFactory::execute)) //
        .nodeType(NodeType.Learner) //
        .keywords("gaussian mixture", "GMM", "EM", "expectation maximisation", "clustering", "density", "BIC",
            "latent");

    /** For KNIME. */
    public GmmFitNodeFactory() {
        super(NODE);
    }

    private static LatentColumns columns(final GmmFitParameters parameters, final DataTableSpec spec)
        throws InvalidSettingsException {
        return LatentColumns.choose(spec, parameters.m_coordinates, parameters.m_coordinateColumns, INPUT);
    }

    private static Optional<ClassColumn> classColumn(final GmmFitParameters parameters, final DataTableSpec spec)
        throws InvalidSettingsException {
        return parameters.m_compareWithClasses ? ClassColumn.find(spec, parameters.m_classColumn) : Optional.empty();
    }

    static void configure(final ConfigureInput in, final ConfigureOutput out) throws InvalidSettingsException {
        final GmmFitParameters parameters = in.getParameters();
        parameters.validate();
        final DataTableSpec spec = in.getInPortSpec(0);
        final LatentColumns columns = columns(parameters, spec);
        final boolean classes = classColumn(parameters, spec).isPresent();
        final GmmConfig config = parameters.config();
        final int components = config.minComponents() == config.maxComponents() ? config.minComponents() : 0;
        out.setOutSpecs(new MixturePortObjectSpec(columns.names(), components), GmmFitTables.assignmentsSpec(spec),
            GmmFitTables.componentsSpec(columns.names(), classes), GmmFitTables.selectionSpec());
    }

    static void execute(final ExecuteInput in, final ExecuteOutput out)
        throws CanceledExecutionException, KNIMEException {
        final GmmFitParameters parameters = in.getParameters();
        final ExecutionContext exec = in.getExecutionContext();
        final BufferedDataTable table = in.getInPortObject(0);
        final Warnings warnings = new Warnings();
        NodeErrors.run(NAME, () -> {
            parameters.validate();
            BackendPreferences.configure(warnings);
            final DataTableSpec spec = table.getDataTableSpec();
            final LatentColumns columns = columns(parameters, spec);
            final Optional<ClassColumn> classes = classColumn(parameters, spec);
            final LatentRows rows = columns.read(table, exec.createSubProgress(0.05));
            rows.warn(warnings, "were left out of the fit");
            if (rows.size() == 0) {
                throw new EngineException(rows.rows() == 0
                    ? "The input table is empty: there are no latent codes to fit a mixture to. Connect codes from "
                        + "Encode, or check the filter before."
                    : "No row has a usable latent point: " + Warnings.describe(rows.problems(), rows.rows(),
                        "usable latent point") + ".");
            }
            final ClassLabels labels =
                classes.isPresent() ? classes.get().read(table, exec.createSubProgress(0)) : null;
            final GmmFit fit = GmmFitter.fit(rows.points(), parameters.config(),
                ProgressAdapter.of(exec.createSubProgress(0.75)));
            if (!fit.converged()) {
                warnings.add("EM stopped after " + fit.iterations() + " iterations without having converged. Allow "
                    + "more iterations or a larger tolerance.");
            }
            final GmmFitTables tables = new GmmFitTables(fit, rows, columns.names(), labels, parameters.m_seed, exec);
            final String summary = fit.mixture().summary()
                + String.format(Locale.ROOT, ", fitted to %,d points, BIC %,.1f", rows.size(), fit.bic());
            out.setOutData(new MixturePortObject(fit.mixture(), columns.names(), summary), tables.assignments(table),
                tables.components(), tables.selection());
        });
        warnings.tell(out::setWarningMessage);
    }
}
