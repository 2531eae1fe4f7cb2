package org.latentlab.nodes.latentsampler;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
import org.knime.core.node.port.PortObjectSpec;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;
import org.latentlab.engine.latent.GaussianMixture;
import org.latentlab.engine.latent.LatentSampler;
import org.latentlab.engine.latent.LatentSamples;
import org.latentlab.engine.latent.NormalPrior;
import org.latentlab.engine.latent.SamplingArea;
import org.latentlab.nodes.latentsampler.LatentSamplerParameters.ComponentChoice;
import org.latentlab.nodes.latentsampler.LatentSamplerParameters.CustomArea;
import org.latentlab.nodes.latentsampler.LatentSamplerParameters.MarginChoice;
import org.latentlab.nodes.latentsampler.LatentSamplerParameters.Pair;
import org.latentlab.nodes.port.MixturePortObject;
import org.latentlab.nodes.port.MixturePortObjectSpec;
import org.latentlab.nodes.preferences.BackendPreferences;
import org.latentlab.nodes.table.LatentColumns;
import org.latentlab.nodes.table.NodeErrors;
import org.latentlab.nodes.table.ProgressAdapter;
import org.latentlab.nodes.table.TableOutput;
import org.latentlab.nodes.table.Warnings;

/** Latent Sampler: points from chosen areas of a latent space. */
public final class LatentSamplerNodeFactory extends DefaultNodeFactory {

    private static final String NAME = "Latent Sampler";

    private static final String DESCRIPTION = """
        <p>Draws points from areas of a latent space, to be decoded, labelled and scored: where does the model fail?</p>
        <p>The areas:</p>
        <ul>
        <li><b>Prior</b>: the standard normal distribution, from which a trained VAE generates.</li>
        <li><b>Mixture</b> and <b>components</b>: the connected Gaussian mixture as a whole, or single components.</li>
        <li><b>Margins</b>: places between neighbouring components where the density is low though both are near.
        Between two components, the ridgeline of Ray and Lindsay (2005, <i>The topography of multivariate normal
        mixtures</i>) leads from one mean to the other; where both components are equally likely on it lies the pass.
        The two are neighbours if no third component is more likely there. A margin's dip is the log-density of the
        lower one of the two means less that of the pass; without a dip the two have grown together, and there is no
        margin. Passes within the radius that holds 99 % of a Gaussian around both means come first, the deepest dip
        first; then the others, the nearest first. Points are drawn around the pass, with a spread that leads two
        standard deviations at most half way to either mean.</li>
        <li><b>Crowded centre</b>: where the components are most mixed near the origin, at the maximum of the entropy of
        the responsibilities times the prior's density; the spread is half that of the components there.</li>
        <li><b>Out of distribution</b>: points that the prior would hardly give, to see what the decoder makes of them.
        <i>Exponential</i>: independent coordinates with exponential sizes, the signs at random or positive.
        <i>Shell</i> or <i>ball</i>: uniform between two spheres around the origin. <i>Student t</i>: the multivariate t
        distribution (Kotz and Nadarajah 2004), heavy-tailed: the prior's points, each divided by the root of an
        independent χ² over its degrees of freedom. <i>Prior × factor</i>: the prior with a larger or smaller
        spread.</li>
        <li><b>Areas of your own</b>: normal distributions with a centre and a standard deviation for each dimension, a
        uniform box, a regular grid.</li>
        </ul>
        <p>Each area gives rounds × points per round points, a grid each of its points once. Without a mixture, the
        prior, the areas out of distribution and areas of your own remain.</p>
        <p>For every point the output says how far out it lies: its Euclidean norm ‖z‖, and the share of the prior with
        a smaller norm (by the χ² distribution of ‖z‖² with as many degrees of freedom as there are dimensions). A
        share of 0.999 means that one draw of the prior in a thousand lies further out; in many dimensions a share
        near 0 is as unusual as one near 1.</p>
        """;

    private static final DefaultNode NODE = DefaultNode.create() //
        .name(NAME) //
        .icon("icon.png") //
        .shortDescription("Draws points from chosen areas of a latent space: prior, margins, crowded centre and "
        + "more.") //
        .fullDescription(DESCRIPTION) //
        .sinceVersion(5, 8, 0) //
        .dynamicPorts(p -> p //
            .addInputPortGroup("Mixture", g -> g.name("Mixture") //
                .description("A Gaussian mixture fitted to the latent codes, from GMM Fit. Needed for margins, crowded "
                    + "centre and components; it also says how many dimensions there are.") //
                .optional().supportedTypes(MixturePortObject.TYPE)) //
            .addOutputPortGroup("Latent Codes", g -> g.name("Latent Codes") //
                .description("One row a point: z1 … zd, the area it was drawn from, the round (from 1), the component "
                    + "most responsible for it (from 0; missing without a mixture) and its log-density in nats under "
                    + "the mixture if there is one, else under the prior; its norm ‖z‖ and its prior percentile, the "
                    + "share of the prior with a smaller norm, from 0 to 1.") //
                .fixed(BufferedDataTable.TYPE)) //
            .addOutputPortGroup("Areas", g -> g.name("Areas") //
                .description("One row an area: its name, kind, number of points, centre and standard deviation for "
                    + "each dimension (missing where it has none), and what it is in words.") //
                .fixed(BufferedDataTable.TYPE))) //
        .model(m -> m.parametersClass(LatentSamplerParameters.class) //
            .configure(LatentSamplerNodeFactory::configure).execute(LatentSamplerNodeFactory::execute)) //
        .nodeType(NodeType.Source) //
        .keywords("latent", "sample", "margin", "prior", "gaussian mixture", "generate", "random", "grid",
            "out of distribution", "exponential", "heavy tail");

    /** For KNIME. */
    public LatentSamplerNodeFactory() {
        super(NODE);
    }

    static void configure(final ConfigureInput in, final ConfigureOutput out) throws InvalidSettingsException {
        final LatentSamplerParameters parameters = in.getParameters();
        parameters.validate();
        final MixturePortObjectSpec mixture = mixture(in.getInPortSpecs());
        final int d = mixture == null ? parameters.m_dimensions : mixture.dimensions();
        try {
            checkNumbers(parameters, d);
            if (mixture != null && mixture.components() > 0) {
                checkComponents(parameters, mixture.components());
            }
        } catch (IllegalArgumentException e) {
            throw new InvalidSettingsException(e.getMessage(), e);
        }
        if (mixture == null) {
            final String lacking = SampledAreasBuilder.withoutMixture(parameters);
            if (lacking != null && !parameters.m_prior && !parameters.hasOwnAreas()) {
                throw new InvalidSettingsException("No area is left to sample. " + lacking);
            }
            if (lacking != null) {
                out.setWarningMessage(lacking);
            }
        }
        out.setOutSpecs(codesSpec(d), areasSpec(d));
    }

    private static MixturePortObjectSpec mixture(final PortObjectSpec[] specs) {
        return Arrays.stream(specs).filter(MixturePortObjectSpec.class::isInstance)
            .map(MixturePortObjectSpec.class::cast).findFirst().orElse(null);
    }

    private static void checkNumbers(final LatentSamplerParameters parameters, final int d) {
        for (final CustomArea area : parameters.m_areas) {
            NumberList.numbers(area.m_centre, d);
            NumberList.numbers(area.m_standardDeviation, d);
        }
        if (parameters.m_box) {
            NumberList.numbers(parameters.m_boxLow, d);
            NumberList.numbers(parameters.m_boxHigh, d);
        }
        if (parameters.m_grid) {
            new SamplingArea.Grid(NumberList.numbers(parameters.m_gridLow, d),
                NumberList.numbers(parameters.m_gridHigh, d), parameters.m_gridPerDimension);
        }
    }

    private static void checkComponents(final LatentSamplerParameters parameters, final int components) {
        if (parameters.m_components && parameters.m_componentChoice == ComponentChoice.LISTED) {
            for (final int k : NumberList.components(parameters.m_componentList)) {
                SampledAreasBuilder.checkComponent(k, components);
            }
        }
        if (parameters.m_margins && parameters.m_marginChoice == MarginChoice.BY_HAND) {
            for (final Pair pair : parameters.m_marginPairs) {
                SampledAreasBuilder.checkComponent(Math.max(pair.m_first, pair.m_second), components);
            }
        }
    }

    private static DataTableSpec codesSpec(final int d) {
        return new DataTableSpec(Stream.concat(Arrays.stream(LatentColumns.newColumns(d)),
            Stream.of(TableOutput.strings("area"), TableOutput.ints("round"), TableOutput.ints("component"),
                TableOutput.doubles("log-density"), TableOutput.doubles("norm"),
                TableOutput.doubles("prior percentile"))).toArray(DataColumnSpec[]::new));
    }

    private static DataTableSpec areasSpec(final int d) {
        final List<DataColumnSpec> columns = new ArrayList<>(List.of(TableOutput.strings("area"),
            TableOutput.strings("kind"), TableOutput.ints("points")));
        for (final String prefix : List.of("centre ", "sd ")) {
            for (int i = 1; i <= d; i++) {
                columns.add(TableOutput.doubles(prefix + LatentColumns.PREFIX + i));
            }
        }
        columns.add(TableOutput.strings("description"));
        return new DataTableSpec(columns.toArray(DataColumnSpec[]::new));
    }

    static void execute(final ExecuteInput in, final ExecuteOutput out)
        throws CanceledExecutionException, KNIMEException {
        final LatentSamplerParameters parameters = in.getParameters();
        final ExecutionContext exec = in.getExecutionContext();
        final Warnings warnings = new Warnings();
        NodeErrors.run(NAME, () -> {
            parameters.validate();
            BackendPreferences.configure(warnings);
            final GaussianMixture mixture = in.getInPortObjects().length == 0 ? null
                : in.<MixturePortObject>getInPortObject(0).mixture();
            exec.setMessage("Finding the areas");
            final List<SamplingArea> areas = SampledAreasBuilder.build(parameters, mixture, warnings);
            final LatentSamples samples = LatentSampler.sample(mixture, areas, parameters.m_rounds,
                parameters.m_pointsPerRound, parameters.m_seed,
                ProgressAdapter.of(exec.createSubExecutionContext(0.4)));
            out.setOutData(codes(samples, exec), areas(areas, samples, mixture, exec));
        });
        warnings.tell(out::setWarningMessage);
    }

    private static BufferedDataTable codes(final LatentSamples samples, final ExecutionContext exec)
        throws CanceledExecutionException {
        final int d = samples.points().columns();
        final List<String> keys = new ArrayList<>(samples.size());
        String area = "";
        int round = 0;
        int point = 0;
        for (int i = 0; i < samples.size(); i++) {
            final boolean same = samples.area()[i].equals(area) && samples.round()[i] == round;
            area = samples.area()[i];
            round = samples.round()[i];
            point = same ? point + 1 : 1;
            keys.add(area + "_r" + round + "_p" + point);
        }
        return TableOutput.create(codesSpec(d), samples.size(), keys, i -> {
            final double norm = NormalPrior.norm(samples.points(), i);
            final DataCell[] cells = new DataCell[d + 6];
            for (int c = 0; c < d; c++) {
                cells[c] = new DoubleCell(samples.points().get(i, c));
            }
            cells[d] = new StringCell(samples.area()[i]);
            cells[d + 1] = new IntCell(samples.round()[i]);
            cells[d + 2] = samples.component()[i] < 0 ? DataType.getMissingCell() : new IntCell(samples.component()[i]);
            cells[d + 3] = new DoubleCell(samples.logDensity()[i]);
            cells[d + 4] = new DoubleCell(norm);
            cells[d + 5] = new DoubleCell(NormalPrior.percentile(norm, d));
            return cells;
        }, exec, exec.createSubExecutionContext(0.6));
    }

    private static BufferedDataTable areas(final List<SamplingArea> areas, final LatentSamples samples,
        final GaussianMixture mixture, final ExecutionContext exec) throws CanceledExecutionException {
        final int d = samples.points().columns();
        final Map<String, Integer> points = new LinkedHashMap<>();
        for (final String name : samples.area()) {
            points.merge(name, 1, Integer::sum);
        }
        return TableOutput.create(areasSpec(d), areas.size(), areas.stream().map(SamplingArea::name).toList(), i -> {
            final SamplingArea area = areas.get(i);
            final boolean component = area instanceof SamplingArea.Component;
            final double[] centre = area instanceof SamplingArea.Component c
                ? mixture.mean(c.component()) : area.centre();
            final double[] sd = component
                ? mixture.standardDeviations(((SamplingArea.Component)area).component()) : area.standardDeviation();
            final DataCell[] cells = TableOutput.missing(4 + 2 * d);
            cells[0] = new StringCell(area.name());
            cells[1] = new StringCell(area.kind());
            cells[2] = new IntCell(points.get(area.name()));
            for (int c = 0; c < centre.length; c++) {
                cells[3 + c] = new DoubleCell(centre[c]);
            }
            for (int c = 0; c < sd.length; c++) {
                cells[3 + d + c] = new DoubleCell(sd[c]);
            }
            cells[3 + 2 * d] = new StringCell(area.description());
            return cells;
        }, exec, exec.createSubExecutionContext(0));
    }
}
