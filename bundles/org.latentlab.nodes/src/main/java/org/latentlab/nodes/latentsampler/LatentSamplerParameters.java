package org.latentlab.nodes.latentsampler;

import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.array.ArrayWidget;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveDoubleValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;
import org.latentlab.nodes.latentsampler.SamplerInput.HasNoSampler;
import org.latentlab.nodes.latentsampler.SamplerInput.HasSampler;
import org.latentlab.nodes.latentsampler.SamplerPredicates.BoxOn;
import org.latentlab.nodes.latentsampler.SamplerPredicates.BoxReference;
import org.latentlab.nodes.latentsampler.SamplerPredicates.ClassesReference;
import org.latentlab.nodes.latentsampler.SamplerPredicates.ComponentChoiceReference;
import org.latentlab.nodes.latentsampler.SamplerPredicates.ComponentsListed;
import org.latentlab.nodes.latentsampler.SamplerPredicates.ComponentsOn;
import org.latentlab.nodes.latentsampler.SamplerPredicates.ComponentsReference;
import org.latentlab.nodes.latentsampler.SamplerPredicates.ExponentialOn;
import org.latentlab.nodes.latentsampler.SamplerPredicates.ExponentialReference;
import org.latentlab.nodes.latentsampler.SamplerPredicates.GridOn;
import org.latentlab.nodes.latentsampler.SamplerPredicates.GridReference;
import org.latentlab.nodes.latentsampler.SamplerPredicates.MarginChoiceReference;
import org.latentlab.nodes.latentsampler.SamplerPredicates.MarginsByHand;
import org.latentlab.nodes.latentsampler.SamplerPredicates.MarginsCounted;
import org.latentlab.nodes.latentsampler.SamplerPredicates.MarginsOn;
import org.latentlab.nodes.latentsampler.SamplerPredicates.MarginsReference;
import org.latentlab.nodes.latentsampler.SamplerPredicates.OneClass;
import org.latentlab.nodes.latentsampler.SamplerPredicates.ScaledPriorOn;
import org.latentlab.nodes.latentsampler.SamplerPredicates.ScaledPriorReference;
import org.latentlab.nodes.latentsampler.SamplerPredicates.ShellOn;
import org.latentlab.nodes.latentsampler.SamplerPredicates.ShellReference;
import org.latentlab.nodes.latentsampler.SamplerPredicates.StudentTOn;
import org.latentlab.nodes.latentsampler.SamplerPredicates.StudentTReference;
import org.latentlab.nodes.latentsampler.SamplerPredicates.TellsClasses;
import org.latentlab.nodes.port.ModelClassChoices;
import org.latentlab.nodes.table.Checks;

/** The settings of Latent Sampler. */
@LoadDefaultsForAbsentFields
final class LatentSamplerParameters implements NodeParameters {

    /** The most latent dimensions that the prior may be given by hand. */
    static final int MOST_DIMENSIONS = 10_000;

    @Section(title = "Points")
    interface PointsSection {
    }

    @Section(title = "Classes of the sampler")
    @Effect(predicate = HasSampler.class, type = Effect.EffectType.SHOW)
    @After(PointsSection.class)
    interface ClassesSection {
    }

    @Section(title = "Whole space", description = "Samples of the latent space as a whole.")
    @Effect(predicate = HasNoSampler.class, type = Effect.EffectType.SHOW)
    @After(ClassesSection.class)
    interface WholeSection {
    }

    @Section(title = "Parts of the mixture", description = "Areas that follow from the connected mixture. Components "
        + "are counted from 0, as in the tables of GMM Fit.")
    @Effect(predicate = HasNoSampler.class, type = Effect.EffectType.SHOW)
    @After(WholeSection.class)
    interface MixtureSection {
    }

    @Section(title = "Out of distribution", description = "Areas that the prior would hardly give, around the origin: "
        + "what does the decoder make there? The columns norm and prior percentile say how far out a point lies.")
    @Effect(predicate = HasNoSampler.class, type = Effect.EffectType.SHOW)
    @After(MixtureSection.class)
    interface OutOfDistributionSection {
    }

    @Section(title = "Areas of your own", description = "Lists of numbers are separated by commas, one number for each "
        + "latent dimension; a single number stands for all dimensions.")
    @Effect(predicate = HasNoSampler.class, type = Effect.EffectType.SHOW)
    @After(OutOfDistributionSection.class)
    interface OwnSection {
    }

    /** Which components are sampled. */
    enum ComponentChoice {
            @Label(value = "All", description = "Every component of the mixture.")
            ALL,
            @Label(value = "Listed", description = "The components listed below.")
            LISTED
    }

    /** Which margins are sampled. */
    enum MarginChoice {
            @Label(value = "Found", description = "The best margins of the mixture, found automatically.")
            AUTOMATIC,
            @Label(value = "By hand", description = "The margins between the pairs of components given below.")
            BY_HAND
    }

    /** Which signs exponential coordinates have. */
    enum Signs {
            @Label(value = "Random", description = "Either sign is equally likely, for each coordinate (the Laplace "
                + "distribution).")
            RANDOM,
            @Label(value = "Positive", description = "All coordinates are positive.")
            POSITIVE
    }

    /** Which classes the points of a class-conditional model get. */
    enum SampledClasses {
            @Label(value = "Evenly", description = "The classes in turn, within each area.")
            EVEN,
            @Label(value = "One class", description = "The same class for all points.")
            ONE
    }

    /** Two components. */
    static final class Pair implements NodeParameters {

        @Widget(title = "Component", description = "A component, counted from 0.")
        @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
        int m_first = 0;

        @Widget(title = "Other component", description = "Its neighbour, counted from 0.")
        @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
        int m_second = 1;
    }

    /** An area given by hand. */
    static final class CustomArea implements NodeParameters {

        @Widget(title = "Name", description = "What the area is called in the output; each name once.")
        String m_name = "my area";

        @Widget(title = "Centre", description = "The mean of its points, one number for each latent dimension.")
        String m_centre = "0";

        @Widget(title = "Standard deviation", description = "Their spread, one number of at least 0 for each latent "
            + "dimension.")
        String m_standardDeviation = "0.25";
    }

    @Widget(title = "Rounds", description = "Rounds drawn from each area: 500 in the latent-dysfunction study.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = HasNoSampler.class, type = Effect.EffectType.SHOW)
    @Layout(PointsSection.class)
    int m_rounds = 500;

    @Widget(title = "Points per round", description = "How many points of each area one round draws: 3 in the "
        + "latent-dysfunction study.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = HasNoSampler.class, type = Effect.EffectType.SHOW)
    @Layout(PointsSection.class)
    int m_pointsPerRound = 3;

    @Widget(title = "Seed", description = "The same seed, areas and mixture give the same points. An area's points "
        + "depend on the seed and its own name alone: switching another area on or off does not change them. The same "
        + "holds for the classes of a sampler.")
    @Layout(PointsSection.class)
    long m_seed = 1;

    @Widget(title = "Latent dimensions", description = "How many dimensions the latent space has, where neither a "
        + "model nor a mixture is connected; a connected one says so itself.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = HasNoSampler.class, type = Effect.EffectType.SHOW)
    @Layout(PointsSection.class)
    int m_dimensions = 2;

    @Widget(title = "Classes", description = "Which classes the points get where a class-conditional model is "
        + "connected. Has no effect otherwise.")
    @ValueSwitchWidget
    @ValueReference(ClassesReference.class)
    @Effect(predicate = TellsClasses.class, type = Effect.EffectType.SHOW)
    @Layout(PointsSection.class)
    SampledClasses m_classes = SampledClasses.EVEN;

    @Widget(title = "Class", description = "The class of all points. Blank: the first class of the model.")
    @ChoicesProvider(ModelClassChoices.class)
    @Effect(predicate = OneClass.class, type = Effect.EffectType.SHOW)
    @Layout(PointsSection.class)
    String m_className = "";

    @Widget(title = "Prior", description = "What the connected model generates from; without one, the standard normal "
        + "distribution, from which a VAE generates.")
    @Layout(WholeSection.class)
    boolean m_prior = true;

    @Widget(title = "Mixture", description = "The connected mixture as a whole, its components by their weights.")
    @Layout(WholeSection.class)
    boolean m_mixture = false;

    @Widget(title = "Margins", description = "Places between neighbouring components where the density is low though "
        + "both are near: there the decoder was seldom trained and often fails.")
    @ValueReference(MarginsReference.class)
    @Layout(MixtureSection.class)
    boolean m_margins = true;

    @Widget(title = "Which margins", description = "Whether the margins are found or given.")
    @ValueSwitchWidget
    @ValueReference(MarginChoiceReference.class)
    @Effect(predicate = MarginsOn.class, type = Effect.EffectType.SHOW)
    @Layout(MixtureSection.class)
    MarginChoice m_marginChoice = MarginChoice.AUTOMATIC;

    @Widget(title = "Number of margins", description = "How many are sampled at most, best first. A mixture may have "
        + "fewer; a warning tells.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = MarginsCounted.class, type = Effect.EffectType.SHOW)
    @Layout(MixtureSection.class)
    int m_marginCount = 5;

    @Widget(title = "Pairs of components", description = "The margins given by hand, each by the two components that "
        + "it lies between.")
    @ArrayWidget(elementTitle = "Margin", addButtonText = "Add margin")
    @Effect(predicate = MarginsByHand.class, type = Effect.EffectType.SHOW)
    @Layout(MixtureSection.class)
    Pair[] m_marginPairs = {};

    @Widget(title = "Crowded centre", description = "Where the components are most mixed near the origin: many classes "
        + "share little room there.")
    @Layout(MixtureSection.class)
    boolean m_centre = true;

    @Widget(title = "Components", description = "Components of the mixture, each an area of its own.")
    @ValueReference(ComponentsReference.class)
    @Layout(MixtureSection.class)
    boolean m_components = false;

    @Widget(title = "Which components", description = "Whether all components are sampled or some.")
    @ValueSwitchWidget
    @ValueReference(ComponentChoiceReference.class)
    @Effect(predicate = ComponentsOn.class, type = Effect.EffectType.SHOW)
    @Layout(MixtureSection.class)
    ComponentChoice m_componentChoice = ComponentChoice.ALL;

    @Widget(title = "Listed components", description = "Their numbers, counted from 0 and separated by commas.")
    @Effect(predicate = ComponentsListed.class, type = Effect.EffectType.SHOW)
    @Layout(MixtureSection.class)
    String m_componentList = "0, 1";

    @Widget(title = "Exponential", description = "Independent coordinates whose sizes follow an exponential "
        + "distribution.")
    @ValueReference(ExponentialReference.class)
    @Layout(OutOfDistributionSection.class)
    boolean m_exponential = false;

    @Widget(title = "Scale of the exponential", description = "The mean size of a coordinate, which is 1 / rate; above "
        + "0.")
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    @Effect(predicate = ExponentialOn.class, type = Effect.EffectType.SHOW)
    @Layout(OutOfDistributionSection.class)
    double m_exponentialScale = 1;

    @Widget(title = "Signs of the exponential", description = "Which signs its coordinates have.")
    @ValueSwitchWidget
    @Effect(predicate = ExponentialOn.class, type = Effect.EffectType.SHOW)
    @Layout(OutOfDistributionSection.class)
    Signs m_exponentialSigns = Signs.RANDOM;

    @Widget(title = "Uniform shell", description = "All points between two spheres around the origin, equally likely. "
        + "(A uniform box is among the areas of your own.)")
    @ValueReference(ShellReference.class)
    @Layout(OutOfDistributionSection.class)
    boolean m_shell = false;

    @Widget(title = "Inner radius of the shell", description = "At least 0; at 0 the shell is a ball, and so called. "
        + "Most points of the prior have a norm near the root of the number of latent dimensions.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Effect(predicate = ShellOn.class, type = Effect.EffectType.SHOW)
    @Layout(OutOfDistributionSection.class)
    double m_shellInner = 3;

    @Widget(title = "Outer radius of the shell", description = "Above 0 and not below the inner one.")
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    @Effect(predicate = ShellOn.class, type = Effect.EffectType.SHOW)
    @Layout(OutOfDistributionSection.class)
    double m_shellOuter = 5;

    @Widget(title = "Student t", description = "The multivariate t distribution: heavy tails, so that some points lie "
        + "very far out.")
    @ValueReference(StudentTReference.class)
    @Layout(OutOfDistributionSection.class)
    boolean m_studentT = false;

    @Widget(title = "Degrees of freedom", description = "Of the Student t, at least 1; the fewer, the heavier the "
        + "tails. 1 is the Cauchy distribution, many are nearly the prior.")
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    @Effect(predicate = StudentTOn.class, type = Effect.EffectType.SHOW)
    @Layout(OutOfDistributionSection.class)
    double m_degreesOfFreedom = 3;

    @Widget(title = "Scale of the Student t", description = "Multiplies its points; above 0.")
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    @Effect(predicate = StudentTOn.class, type = Effect.EffectType.SHOW)
    @Layout(OutOfDistributionSection.class)
    double m_studentTScale = 1;

    @Widget(title = "Scaled prior", description = "The standard normal distribution with another spread.")
    @ValueReference(ScaledPriorReference.class)
    @Layout(OutOfDistributionSection.class)
    boolean m_scaledPrior = false;

    @Widget(title = "Factors of the scaled prior", description = "What the prior's standard deviation is multiplied "
        + "by, above 0; several factors, separated by commas, are an area each.")
    @Effect(predicate = ScaledPriorOn.class, type = Effect.EffectType.SHOW)
    @Layout(OutOfDistributionSection.class)
    String m_scaledPriorFactors = "2";

    @Widget(title = "Areas", description = "Normal distributions around centres of your own.")
    @ArrayWidget(elementTitle = "Area", addButtonText = "Add area")
    @Layout(OwnSection.class)
    CustomArea[] m_areas = {};

    @Widget(title = "Uniform box", description = "A box in which all points are equally likely.")
    @ValueReference(BoxReference.class)
    @Layout(OwnSection.class)
    boolean m_box = false;

    @Widget(title = "Lower corner of the box", description = "One number for each latent dimension, or one for all.")
    @Effect(predicate = BoxOn.class, type = Effect.EffectType.SHOW)
    @Layout(OwnSection.class)
    String m_boxLow = "-3";

    @Widget(title = "Upper corner of the box", description = "One number for each latent dimension, or one for all.")
    @Effect(predicate = BoxOn.class, type = Effect.EffectType.SHOW)
    @Layout(OwnSection.class)
    String m_boxHigh = "3";

    @Widget(title = "Grid", description = "A regular grid, each point of it once, whatever the rounds.")
    @ValueReference(GridReference.class)
    @Layout(OwnSection.class)
    boolean m_grid = false;

    @Widget(title = "Lower corner of the grid", description = "One number for each latent dimension, or one for all.")
    @Effect(predicate = GridOn.class, type = Effect.EffectType.SHOW)
    @Layout(OwnSection.class)
    String m_gridLow = "-3";

    @Widget(title = "Upper corner of the grid", description = "One number for each latent dimension, or one for all.")
    @Effect(predicate = GridOn.class, type = Effect.EffectType.SHOW)
    @Layout(OwnSection.class)
    String m_gridHigh = "3";

    @Widget(title = "Grid points per dimension", description = "At least 1; at most ten million points in all.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = GridOn.class, type = Effect.EffectType.SHOW)
    @Layout(OwnSection.class)
    int m_gridPerDimension = 20;

    @Layout(ClassesSection.class)
    ClassDrawParameters m_sampler = new ClassDrawParameters();

    @Override
    public void validate() throws InvalidSettingsException {
        if (m_rounds < 1 || m_pointsPerRound < 1) {
            throw new InvalidSettingsException("Sampling needs at least 1 round of at least 1 point, not " + m_rounds
                + " × " + m_pointsPerRound + ".");
        }
        if (m_dimensions < 1 || m_dimensions > MOST_DIMENSIONS) {
            throw new InvalidSettingsException("A latent space has 1 to 10,000 dimensions, not " + m_dimensions + ".");
        }
        Checks.present("Classes", m_classes);
        Checks.present("Class", m_className);
        Checks.present("Signs of the exponential", m_exponentialSigns);
        m_sampler.check();
    }

    /**
     * Checks what only matters where areas are drawn from: with a sampler the dialog does not show them.
     *
     * @throws InvalidSettingsException if there is no area, or a value is out of range
     */
    void checkAreas() throws InvalidSettingsException {
        if (!(m_prior || m_mixture || m_margins || m_centre || m_components || hasOwnAreas())) {
            throw new InvalidSettingsException("No area is switched on. Switch on at least one, or add one of your "
                + "own.");
        }
        Checks.config(() -> {
            SamplerChecks.check(this);
            return this;
        });
    }

    /** @return whether an area is switched on that needs no mixture, apart from the prior */
    boolean hasOwnAreas() {
        return m_exponential || m_shell || m_studentT || m_scaledPrior || m_box || m_grid || m_areas.length > 0;
    }
}
