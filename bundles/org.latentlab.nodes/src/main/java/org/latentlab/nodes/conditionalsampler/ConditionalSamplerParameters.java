package org.latentlab.nodes.conditionalsampler;

import java.util.List;

import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.choices.filter.ColumnFilter;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveDoubleValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;
import org.latentlab.engine.classify.ImageClassifier;
import org.latentlab.engine.conditional.ClassSpread;
import org.latentlab.engine.conditional.ConditionalObjective;
import org.latentlab.engine.conditional.NetworkSamplerConfig;
import org.latentlab.engine.conditional.NetworkSamplerTrainer;
import org.latentlab.engine.conditional.SamplerSearch;
import org.latentlab.engine.conditional.ScaleVariables;
import org.latentlab.engine.generate.DifferentiableDecoder;
import org.latentlab.engine.generate.GenerativeModel;
import org.latentlab.nodes.file.OutputFile;
import org.latentlab.nodes.table.Checks;
import org.latentlab.nodes.table.ColumnChoices;
import org.latentlab.nodes.table.LatentColumnsMode;

/** The settings of Class-Conditional Sampler Fit. */
@LoadDefaultsForAbsentFields
final class ConditionalSamplerParameters implements NodeParameters {

    private static final int MOST_DRAWS = 1_000_000;

    @Section(title = "Latent codes")
    interface CodesSection {
    }

    @Section(title = "Spread of a class")
    @After(CodesSection.class)
    interface SpreadSection {
    }

    @Section(title = "Sampler")
    @After(SpreadSection.class)
    interface SamplerSection {
    }

    @Section(title = "Objective")
    @After(SamplerSection.class)
    interface ObjectiveSection {
    }

    @Section(title = "Scoring")
    @After(ObjectiveSection.class)
    interface ScoringSection {
    }

    @Section(title = "Chart")
    @After(ScoringSection.class)
    interface ChartSection {
    }

    /** Which covariance the Gaussians of a mixture have. */
    enum MixtureCovariance {
            @Label(value = "Diagonal", description = "A standard deviation for each dimension.")
            DIAGONAL,
            @Label(value = "Full", description = "Also what dimensions do together.")
            FULL
    }

    /** Which point of the curve is chosen. */
    enum Choice {
            @Label(value = "Smallest objective", description = "The sampler whose objective is smallest.")
            OBJECTIVE,
            @Label(value = "Least accuracy", description = "The sampler with the lowest cosine among those that are "
                + "accurate enough; the most accurate one where none is.")
            LEAST_ACCURACY
    }

    @Widget(title = "Latent coordinates", description = "Which columns hold the coordinates of a point.")
    @ValueSwitchWidget
    @ValueReference(Conditions.CoordinatesReference.class)
    @Layout(CodesSection.class)
    LatentColumnsMode m_coordinates = LatentColumnsMode.AUTO;

    @Widget(title = "Coordinate columns", description = "The numeric columns that are the coordinates, in the order of "
        + "the table; as many as the model has latent dimensions.")
    @ChoicesProvider(ColumnChoices.Numbers.class)
    @Effect(predicate = Conditions.ColumnsChosen.class, type = EffectType.SHOW)
    @Layout(CodesSection.class)
    ColumnFilter m_coordinateColumns = new ColumnFilter();

    @Widget(title = "Class column", description = "The column with the class of each row. Left blank, the column named "
        + "“class” is taken, else the last column of strings. The classifier must know every class.")
    @ChoicesProvider(ColumnChoices.Classes.class)
    @Layout(CodesSection.class)
    String m_classColumn = "";

    @Widget(title = "Spread", description = "How the codes of a class are taken to be spread.")
    @ValueSwitchWidget
    @ValueReference(Conditions.SpreadReference.class)
    @Layout(SpreadSection.class)
    SpreadOption m_spread = SpreadOption.FULL;

    @Widget(title = "Gaussians a class", description = "How many Gaussians the mixture of each class has, 1 to 50; a "
        + "class needs at least two rows for each.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = Conditions.Mixture.class, type = EffectType.SHOW)
    @Layout(SpreadSection.class)
    int m_components = 3;

    @Widget(title = "Covariance of the Gaussians", description = "Which covariance the Gaussians of a mixture have.")
    @ValueSwitchWidget
    @Effect(predicate = Conditions.Mixture.class, type = EffectType.SHOW)
    @Layout(SpreadSection.class)
    MixtureCovariance m_mixtureCovariance = MixtureCovariance.DIAGONAL;

    @Widget(title = "Strength", description = "What of the sampler is fitted: the more, the longer it takes and the "
        + "more varied the images of a class can be at the same accuracy.")
    @ValueReference(Conditions.StrengthReference.class)
    @Layout(SamplerSection.class)
    StrengthOption m_strength = StrengthOption.SIMPLE;

    @Layout(SamplerSection.class)
    ScaleParameters m_scales = new ScaleParameters();

    @Layout(SamplerSection.class)
    NetworkParameters m_network = new NetworkParameters();

    @Widget(title = "Weight of the cosine", description = "How much the mean cosine between images of a class counts "
        + "in the objective; at least 0.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Layout(ObjectiveSection.class)
    double m_cosineWeight = 1;

    @Widget(title = "Weight of the accuracy", description = "How much 1 − accuracy counts in the objective; at least "
        + "0, and not both weights are 0.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Layout(ObjectiveSection.class)
    double m_accuracyWeight = 1;

    @Widget(title = "Choose by", description = "Which of the samplers on the curve is the chosen one. The others stay "
        + "in the output, and Latent Sampler can draw from them.")
    @ValueSwitchWidget
    @ValueReference(Conditions.ChoiceReference.class)
    @Layout(ObjectiveSection.class)
    Choice m_choice = Choice.OBJECTIVE;

    @Widget(title = "Accuracy of at least", description = "How accurate the chosen sampler is at least, 0 to 1.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Effect(predicate = Conditions.ByAccuracy.class, type = EffectType.SHOW)
    @Layout(ObjectiveSection.class)
    double m_leastAccuracy = 0.95;

    @Widget(title = "Draws of each class", description = "From how many images of each class a sampler is scored, at "
        + "least 2.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Layout(ScoringSection.class)
    int m_draws = 1000;

    @Widget(title = "Seed", description = "The seed of the draws and of the search: with the same one the same sampler "
        + "is found.")
    @Layout(ScoringSection.class)
    long m_seed = 1;

    @Widget(title = "Title", description = "Stands above the chart. Left blank, it says what is drawn.")
    @Layout(ChartSection.class)
    String m_title = "";

    @Widget(title = "Resolution", description = "Device pixels per pixel of the output image, 0.5 to 4: at 2 the "
        + "layout is the same and the picture twice as sharp.", advanced = true)
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    @Layout(ChartSection.class)
    double m_resolution = 2;

    @Widget(title = "Also write to file", description = "Where to write the chart as well: a name that ends in .svg "
        + "gives vector graphics, one that ends in .png gives pixels. A full path or a knime:// URL, for instance "
        + "<tt>knime://knime.workflow/data/trade-off.svg</tt>; an existing file is replaced. Left blank, no file is "
        + "written.")
    @Layout(ChartSection.class)
    String m_outputFile = "";

    /** For a node whose inputs are not known. */
    ConditionalSamplerParameters() {
    }

    /** @param input what is connected: the dialog begins with its suitable columns */
    ConditionalSamplerParameters(final NodeParametersInput input) {
        m_classColumn = ColumnChoices.defaultClass(input, 0);
    }

    @Override
    public void validate() throws InvalidSettingsException {
        Checks.present("Choose by", m_choice);
        spread();
        search(null, null);
        objective();
        if (m_choice == Choice.LEAST_ACCURACY) {
            Checks.range("Accuracy of at least", m_leastAccuracy, 0, 1);
        }
        Checks.range("Draws of each class", m_draws, 2, MOST_DRAWS);
        Checks.range("Resolution", m_resolution, 0.5, 4);
        OutputFile.checkEnding(m_outputFile, ".svg", ".png");
    }

    /**
     * @return how the codes of a class are taken to be spread
     * @throws InvalidSettingsException if a value is out of range
     */
    ClassSpread spread() throws InvalidSettingsException {
        Checks.present("Spread", m_spread);
        return Checks.config(() -> m_spread.spread(m_components, m_mixtureCovariance == MixtureCovariance.FULL));
    }

    /**
     * @param decoder makes the images that are scored; null only to check the settings
     * @param classifier says which class these are of; null likewise
     * @return the search for a sampler
     * @throws InvalidSettingsException if a value is out of range
     */
    SamplerSearch search(final GenerativeModel decoder, final ImageClassifier classifier)
        throws InvalidSettingsException {
        Checks.present("Strength", m_strength);
        return switch (m_strength) {
            case SIMPLE -> m_scales.simple();
            case PER_DIMENSION -> m_scales.scales(ScaleVariables.PER_DIMENSION);
            case PER_DIMENSION_AND_CLASS -> m_scales.scales(ScaleVariables.PER_DIMENSION_AND_CLASS);
            case NETWORK -> network(decoder, classifier);
        };
    }

    private SamplerSearch network(final GenerativeModel decoder, final ImageClassifier classifier)
        throws InvalidSettingsException {
        if (decoder != null && !(decoder instanceof DifferentiableDecoder)) {
            throw new InvalidSettingsException("A " + decoder.kind() + " does not tell how its images change with the "
                + "latent vectors, which the training of a generator network needs. Choose another strength.");
        }
        final NetworkSamplerConfig config = m_network.config();
        final List<Double> factors = m_network.factors();
        return Checks.config(
            () -> new NetworkSamplerTrainer((DifferentiableDecoder)decoder, classifier, config, factors));
    }

    /**
     * @return what is to be small
     * @throws InvalidSettingsException if a value is out of range
     */
    ConditionalObjective objective() throws InvalidSettingsException {
        return Checks.config(() -> new ConditionalObjective(m_cosineWeight, m_accuracyWeight));
    }

    /** @return the accuracy that the chosen sampler has at least; NaN where the objective decides */
    double leastAccuracy() {
        return m_choice == Choice.LEAST_ACCURACY ? m_leastAccuracy : Double.NaN;
    }
}
