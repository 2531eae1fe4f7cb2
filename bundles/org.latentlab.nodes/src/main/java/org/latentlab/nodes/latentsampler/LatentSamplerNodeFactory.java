package org.latentlab.nodes.latentsampler;

import java.util.Arrays;
import java.util.List;

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
import org.latentlab.engine.conditional.FittedSampler;
import org.latentlab.engine.latent.GaussianMixture;
import org.latentlab.engine.latent.LatentPrior;
import org.latentlab.engine.latent.LatentSampler;
import org.latentlab.engine.latent.LatentSamples;
import org.latentlab.engine.latent.SamplingArea;
import org.latentlab.nodes.latentsampler.LatentSamplerParameters.ComponentChoice;
import org.latentlab.nodes.latentsampler.LatentSamplerParameters.CustomArea;
import org.latentlab.nodes.latentsampler.LatentSamplerParameters.MarginChoice;
import org.latentlab.nodes.latentsampler.LatentSamplerParameters.Pair;
import org.latentlab.nodes.latentsampler.LatentSamplerParameters.SampledClasses;
import org.latentlab.nodes.latentsampler.SampleTables.AreaRow;
import org.latentlab.nodes.port.ConditionalSamplerPortObject;
import org.latentlab.nodes.port.ConditionalSamplerPortObjectSpec;
import org.latentlab.nodes.port.GenerativeModelPortObject;
import org.latentlab.nodes.port.GenerativeModelPortObjectSpec;
import org.latentlab.nodes.port.MixturePortObject;
import org.latentlab.nodes.port.MixturePortObjectSpec;
import org.latentlab.nodes.preferences.BackendPreferences;
import org.latentlab.nodes.table.ModelClasses;
import org.latentlab.nodes.table.NodeErrors;
import org.latentlab.nodes.table.ProgressAdapter;
import org.latentlab.nodes.table.Warnings;

/** Latent Sampler: points from chosen areas of a latent space. */
public final class LatentSamplerNodeFactory extends DefaultNodeFactory {

    private static final String NAME = "Latent Sampler";

    private static final String DESCRIPTION = """
        <p>Draws points from areas of a latent space, to be decoded, labelled and scored: where does the model fail?</p>
        <p>The areas:</p>
        <ul>
        <li><b>Prior</b>: the distribution that the connected model generates from, which may also be uniform or, with
        a ClusterGAN, normal in clusters; without a model the standard normal distribution, from which a VAE
        generates.</li>
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
        <p>For a class-conditional model the points get a class each: the classes in turn within each area, or one class
        for all.</p>
        <p>With a <b>class-conditional sampler</b> the areas are not used: points of its classes are drawn, all classes
        alike, some, or as many of each as a table says. The sampler comes with a curve of others that were fitted
        beside it, from typical images of a class, nearly all of which the classifier gives that class, to varied ones,
        of which it takes some for another; the settings say which of them draws. A class's points depend on the seed
        and its own name alone; they are never those that the sampler was fitted or scored by. The column <i>area</i>
        holds the class, and so does the column <i>class</i>.</p>
        <p>For every point the output says how far out it lies: its Euclidean norm ‖z‖, and the share of the prior with
        a smaller norm (by the χ² distribution of ‖z‖² with as many degrees of freedom as there are dimensions; for a
        prior that is not normal among 10,000 of its points). A share of 0.999 means that one draw of the
        prior in a thousand lies further out; in many dimensions a share near 0 is as unusual as one near 1.</p>
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
            .addInputPortGroup("Model", g -> g.name("Model") //
                .description("A VAE or a GAN, from Train VAE or Train GAN. It says what the prior is, how many "
                    + "dimensions there are and, if it is class-conditional, which classes.") //
                .optional().supportedTypes(GenerativeModelPortObject.TYPE)) //
            .addInputPortGroup("Sampler", g -> g.name("Sampler") //
                .description("A class-conditional sampler, from Class-Conditional Sampler Fit. With it points of "
                    + "chosen classes are drawn, and no areas.") //
                .optional().supportedTypes(ConditionalSamplerPortObject.TYPE)) //
            .addInputPortGroup("Composition", g -> g.name("Composition") //
                .description("For a sampler: how many points are drawn of which class, a row each with the class and "
                    + "the count. A class that is there twice gets both counts.") //
                .optional().supportedTypes(BufferedDataTable.TYPE)) //
            .addOutputPortGroup("Latent Codes", g -> g.name("Latent Codes") //
                .description("One row a point: z1 … zd, the area it was drawn from, the round (from 1), the component "
                    + "most responsible for it (from 0; missing without a mixture) and its log-density in nats under "
                    + "the mixture if there is one, else under the prior (missing where that has none); its norm "
                    + "‖z‖ and its prior percentile, the share of the prior with a smaller norm, from 0 to 1; for a "
                    + "class-conditional model the class to generate; with a sampler the class that it was "
                    + "drawn of.") //
                .fixed(BufferedDataTable.TYPE)) //
            .addOutputPortGroup("Areas", g -> g.name("Areas") //
                .description("One row an area: its name, kind, number of points, centre and standard deviation for "
                    + "each dimension (missing where it has none), and what it is in words.") //
                .fixed(BufferedDataTable.TYPE))) //
        .model(m -> m.parametersClass(LatentSamplerParameters.class) //
            .configure(LatentSamplerNodeFactory::configure).execute(LatentSamplerNodeFactory::execute)) //
        .nodeType(NodeType.Source) //
        .keywords("latent", "sample", "margin", "prior", "gaussian mixture", "generate", "random", "grid",
            "out of distribution", "exponential", "heavy tail", "class-conditional", "composition");

    /** For KNIME. */
    public LatentSamplerNodeFactory() {
        super(NODE);
    }

    static void configure(final ConfigureInput in, final ConfigureOutput out) throws InvalidSettingsException {
        final LatentSamplerParameters parameters = in.getParameters();
        parameters.validate();
        final MixturePortObjectSpec mixture = find(MixturePortObjectSpec.class, in.getInPortSpecs());
        final GenerativeModelPortObjectSpec model =
            find(GenerativeModelPortObjectSpec.class, in.getInPortSpecs());
        final ConditionalSamplerPortObjectSpec sampler =
            find(ConditionalSamplerPortObjectSpec.class, in.getInPortSpecs());
        final DataTableSpec composition = find(DataTableSpec.class, in.getInPortSpecs());
        final int d = prior(parameters, model, dimensions(mixture, sampler)).dimensions();
        checkPorts(sampler != null, sampler == null ? d : sampler.dimensions(), d, composition != null);
        if (sampler != null) {
            final String unused = Composition.check(parameters.m_sampler, sampler.classNames(), composition);
            if (unused != null) {
                out.setWarningMessage(unused);
            }
            out.setOutSpecs(SampleTables.codesSpec(d, sampler.classNames()), SampleTables.areasSpec(d));
            return;
        }
        configureAreas(parameters, mixture, model, d, out);
    }

    private static int dimensions(final MixturePortObjectSpec mixture,
        final ConditionalSamplerPortObjectSpec sampler) {
        return mixture != null ? mixture.dimensions() : sampler != null ? sampler.dimensions() : 0;
    }

    /** What areas do not need, and a sampler does. */
    private static void checkPorts(final boolean hasSampler, final int dimensions, final int expected,
        final boolean hasComposition) throws InvalidSettingsException {
        if (hasSampler && dimensions != expected) {
            throw new InvalidSettingsException("The sampler has " + dimensions + " dimensions, but the model or "
                + "mixture " + expected + ". Connect the sampler, model and mixture of one latent space, or remove "
                + "those ports.");
        }
        if (hasComposition && !hasSampler) {
            throw new InvalidSettingsException("The port Composition is connected, but no sampler that could draw "
                + "classes. Connect a sampler from Class-Conditional Sampler Fit, or remove the port.");
        }
    }

    private static void configureAreas(final LatentSamplerParameters parameters, final MixturePortObjectSpec mixture,
        final GenerativeModelPortObjectSpec model, final int d, final ConfigureOutput out)
        throws InvalidSettingsException {
        parameters.checkAreas();
        checkClass(parameters, model);
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
        out.setOutSpecs(SampleTables.codesSpec(d, classes(model)), SampleTables.areasSpec(d));
    }

    private static <T> T find(final Class<T> type, final Object[] ports) {
        return Arrays.stream(ports).filter(type::isInstance).map(type::cast).findFirst().orElse(null);
    }

    /** The prior of the model, else N(0, I) of the mixture's size, else of that of the settings. */
    private static LatentPrior prior(final LatentSamplerParameters parameters,
        final GenerativeModelPortObjectSpec model, final int mixtureDimensions) throws InvalidSettingsException {
        if (model == null) {
            return new LatentPrior.Normal(mixtureDimensions > 0 ? mixtureDimensions : parameters.m_dimensions);
        }
        if (mixtureDimensions > 0 && mixtureDimensions != model.latentSize()) {
            throw new InvalidSettingsException("The mixture has " + mixtureDimensions + " dimensions, but the model "
                + model.latentSize() + " latent dimensions. Connect the mixture of the model's own codes, or remove "
                + "one of both ports.");
        }
        return model.prior();
    }

    private static void checkClass(final LatentSamplerParameters parameters,
        final GenerativeModelPortObjectSpec model) throws InvalidSettingsException {
        if (model != null && !model.classNames().isEmpty() && parameters.m_classes == SampledClasses.ONE) {
            ModelClasses.index(model.classNames(), parameters.m_className);
        }
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

    static void execute(final ExecuteInput in, final ExecuteOutput out)
        throws CanceledExecutionException, KNIMEException {
        final LatentSamplerParameters parameters = in.getParameters();
        final ExecutionContext exec = in.getExecutionContext();
        final Warnings warnings = new Warnings();
        NodeErrors.run(NAME, () -> {
            parameters.validate();
            BackendPreferences.configure(warnings);
            final MixturePortObject connected = find(MixturePortObject.class, in.getInPortObjects());
            final GaussianMixture mixture = connected == null ? null : connected.mixture();
            final GenerativeModelPortObject object = find(GenerativeModelPortObject.class, in.getInPortObjects());
            final GenerativeModelPortObjectSpec model = object == null ? null : object.getSpec();
            final ConditionalSamplerPortObject sampler =
                find(ConditionalSamplerPortObject.class, in.getInPortObjects());
            final BufferedDataTable composition = find(BufferedDataTable.class, in.getInPortObjects());
            final LatentPrior prior = prior(parameters, model, dimensions(
                connected == null ? null : connected.getSpec(), sampler == null ? null : sampler.getSpec()));
            checkPorts(sampler != null, sampler == null ? prior.dimensions() : sampler.getSpec().dimensions(),
                prior.dimensions(), composition != null);
            if (sampler == null) {
                parameters.checkAreas();
                checkClass(parameters, model);
                exec.setMessage("Finding the areas");
                final List<SamplingArea> areas = SampledAreasBuilder.build(parameters, prior, mixture, warnings);
                final LatentSamples samples = LatentSampler.sample(mixture, prior, areas, parameters.m_rounds,
                    parameters.m_pointsPerRound, parameters.m_seed,
                    ProgressAdapter.of(exec.createSubExecutionContext(0.4)));
                out.setOutData(codes(parameters, samples, prior, model, exec),
                    SampleTables.areas(areas.stream().map(a -> row(a, mixture)).toList(), samples, exec));
            } else {
                final FittedSampler fitted = sampler.sampler();
                final long[] counts = Composition.counts(parameters.m_sampler, fitted.classes().names(), composition,
                    warnings, exec.createSubProgress(0));
                final ClassDraws draws = ClassDraws.of(fitted, parameters.m_sampler, counts, warnings);
                final LatentSamples samples = draws.draw(mixture, prior, parameters.m_seed,
                    ProgressAdapter.of(exec.createSubExecutionContext(0.4)));
                out.setOutData(SampleTables.codes(samples, prior, draws.classes(), i -> samples.area()[i], exec),
                    SampleTables.areas(draws.areas(), samples, exec));
            }
        });
        warnings.tell(out::setWarningMessage);
    }

    /** The classes that points get for a class-conditional model; null where they get none. */
    private static List<String> classes(final GenerativeModelPortObjectSpec model) {
        return model != null && model.isConditional() ? model.classNames() : null;
    }

    private static BufferedDataTable codes(final LatentSamplerParameters parameters, final LatentSamples samples,
        final LatentPrior prior, final GenerativeModelPortObjectSpec model, final ExecutionContext exec)
        throws CanceledExecutionException, InvalidSettingsException {
        final List<String> classes = classes(model);
        if (classes == null) {
            return SampleTables.codes(samples, prior, null, null, exec);
        }
        final int[] place = SampleTables.placesInArea(samples);
        final int one =
            parameters.m_classes == SampledClasses.EVEN ? -1 : ModelClasses.index(classes, parameters.m_className);
        return SampleTables.codes(samples, prior, classes,
            i -> classes.get(one >= 0 ? one : place[i] % classes.size()), exec);
    }

    private static AreaRow row(final SamplingArea area, final GaussianMixture mixture) {
        final boolean component = area instanceof SamplingArea.Component;
        final int k = component ? ((SamplingArea.Component)area).component() : -1;
        return new AreaRow(area.name(), area.kind(), component ? mixture.mean(k) : area.centre(),
            component ? mixture.standardDeviations(k) : area.standardDeviation(), area.description());
    }
}
