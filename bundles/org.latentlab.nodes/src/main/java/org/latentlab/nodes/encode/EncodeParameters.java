package org.latentlab.nodes.encode;

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
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.choices.filter.ColumnFilter;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveDoubleValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;
import org.latentlab.engine.gan.InversionConfig;
import org.latentlab.nodes.port.GenerativeModelPortObjectSpec;
import org.latentlab.nodes.port.ModelClassChoices;
import org.latentlab.nodes.table.Checks;
import org.latentlab.nodes.table.ColumnChoices;
import org.latentlab.nodes.table.ImageSource;

/** Parameters of Encode. */
@LoadDefaultsForAbsentFields
final class EncodeParameters implements NodeParameters {

    private static final int MAX_SAMPLES = 10_000;

    @Section(title = "Images")
    interface ImagesSection {
    }

    @Section(title = "Output")
    @After(ImagesSection.class)
    interface OutputSection {
    }

    @Section(title = "GAN", description = "How codes are found with a GAN. One with an encoder (ClusterGAN) needs no "
        + "search.")
    @After(OutputSection.class)
    interface GanSection {
    }

    static final class SourceReference implements ParameterReference<ImageSource> {
    }

    static final class FromColumn implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(SourceReference.class).isOneOf(ImageSource.COLUMN);
        }
    }

    static final class SampleReference implements ParameterReference<Boolean> {
    }

    static final class ElboReference implements ParameterReference<Boolean> {
    }

    static final class LikelihoodReference implements ParameterReference<Boolean> {
    }

    static final class AppendsElbo implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getBoolean(ElboReference.class).isTrue();
        }
    }

    static final class AppendsLikelihood implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getBoolean(LikelihoodReference.class).isTrue();
        }
    }

    static final class DrawsNoise implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getBoolean(SampleReference.class).isTrue().or(i.getBoolean(ElboReference.class).isTrue())
                .or(i.getBoolean(LikelihoodReference.class).isTrue()).or(i.getPredicate(Searches.class));
        }
    }

    static final class ClassesReference implements ParameterReference<ClassesFromImage> {
    }

    static final class ClassesOfColumn implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(ClassesReference.class).isOneOf(ClassesFromImage.COLUMN)
                .and(i.getPredicate(ModelClassChoices.IsConditional.class));
        }
    }

    static final class Searches implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getConstant(input -> input.getInPortSpec(0)
                .filter(spec -> spec instanceof GenerativeModelPortObjectSpec model && !model.hasEncoder())
                .isPresent());
        }
    }

    @Widget(title = "Images from", description = "Where the pixels are.", advanced = true)
    @ValueSwitchWidget
    @ValueReference(SourceReference.class)
    @Layout(ImagesSection.class)
    ImageSource m_imageSource = ImageSource.COLUMN;

    @Widget(title = "Image column", description = "The column of images, of the size that the model was trained on, "
        + "or of lists of numbers. Blank: for a model trained on numeric columns those of the same names, else the "
        + "first suitable column.")
    @ChoicesProvider(ColumnChoices.ImagesOfSecondPort.class)
    @Effect(predicate = FromColumn.class, type = EffectType.SHOW)
    @Layout(ImagesSection.class)
    String m_imageColumn = "";

    @Widget(title = "Numeric columns", description = "The numeric columns, one a pixel or a value of the vector: in "
        + "the model's order if their names are those it was trained on, else in the order of the table.")
    @ChoicesProvider(ColumnChoices.NumbersOfSecondPort.class)
    @Effect(predicate = FromColumn.class, type = EffectType.HIDE)
    @Layout(ImagesSection.class)
    ColumnFilter m_pixelColumns = new ColumnFilter();

    @Widget(title = "Append log-variances", description = "Adds ln σ² of each latent dimension as the columns "
        + "<tt>log-variance z1</tt> … <tt>log-variance zd</tt>: how sure the encoder is.")
    @Layout(OutputSection.class)
    boolean m_logVariance = false;

    @Widget(title = "Append sampled codes", description = "Adds one code drawn from q(z|x) per image as the columns "
        + "<tt>sample z1</tt> … <tt>sample zd</tt>.")
    @ValueReference(SampleReference.class)
    @Layout(OutputSection.class)
    boolean m_sample = false;

    @Widget(title = "Append reconstruction error", description = "Adds −ln p(x|z) at the mean code in nats per image, "
        + "as the column <tt>reconstruction error</tt>.")
    @Layout(OutputSection.class)
    boolean m_reconstructionError = false;

    @Widget(title = "Append ‖z‖", description = "Adds the Euclidean length of the mean code, its distance from the "
        + "centre of the prior, as the column <tt>norm of z</tt>.")
    @Layout(OutputSection.class)
    boolean m_norm = false;

    @Widget(title = "Append −ELBO", description = "Adds the negative evidence lower bound of each image in nats, the "
        + "expectation estimated with codes drawn from q(z|x), as the column <tt>negative ELBO</tt>.")
    @ValueReference(ElboReference.class)
    @Layout(OutputSection.class)
    boolean m_elbo = false;

    @Widget(title = "Samples for −ELBO", description = "How many codes are drawn per image.", advanced = true)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = AppendsElbo.class, type = EffectType.SHOW)
    @Layout(OutputSection.class)
    int m_elboSamples = 1;

    @Widget(title = "Append log-likelihood", description = "Adds the column <tt>log-likelihood</tt>: the "
        + "importance-weighted estimate of ln p(x) in nats (Burda, Grosse and Salakhutdinov 2016), the ln of the mean "
        + "of p(x, z) / q(z|x) over k codes drawn from q(z|x). In expectation it never exceeds ln p(x), and it is the "
        + "tighter the larger k is.", advanced = true)
    @ValueReference(LikelihoodReference.class)
    @Layout(OutputSection.class)
    boolean m_logLikelihood = false;

    @Widget(title = "Samples for log-likelihood", description = "The number k of codes drawn per image.",
        advanced = true)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = AppendsLikelihood.class, type = EffectType.SHOW)
    @Layout(OutputSection.class)
    int m_likelihoodSamples = 100;

    @Widget(title = "Seed", description = "Of all codes that are drawn, with a GAN of those that the search begins at.")
    @Effect(predicate = DrawsNoise.class, type = EffectType.SHOW)
    @Layout(OutputSection.class)
    long m_seed = 1;

    @Widget(title = "Steps of the search", description = "How many steps of Adam the search for a code takes, from 1.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = Searches.class, type = EffectType.SHOW)
    @Layout(GanSection.class)
    int m_searchSteps = 200;

    @Widget(title = "Starting points", description = "How many draws of the prior the search for a code begins at, "
        + "from 1; after a fifth of the steps the best of them goes on.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = Searches.class, type = EffectType.SHOW)
    @Layout(GanSection.class)
    int m_startingPoints = 4;

    @Widget(title = "Learning rate of the search", description = "Adam's learning rate at the first step, above 0; it "
        + "falls to 0 along half a cosine.")
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    @Effect(predicate = Searches.class, type = EffectType.SHOW)
    @Layout(GanSection.class)
    double m_searchRate = 0.1;

    @Widget(title = "Classes", description = "Where the class of an image comes from that a class-conditional GAN is "
        + "to generate.")
    @ValueSwitchWidget
    @ValueReference(ClassesReference.class)
    @Effect(predicate = ModelClassChoices.IsConditional.class, type = EffectType.SHOW)
    @Layout(GanSection.class)
    ClassesFromImage m_classesFrom = ClassesFromImage.COLUMN;

    @Widget(title = "Class column", description = "The column with the class of each image, as the classes of the "
        + "model are called. Blank: the column named “class”, else one that lists classes of the model.")
    @ChoicesProvider(ColumnChoices.ClassesOfSecondPort.class)
    @Effect(predicate = ClassesOfColumn.class, type = EffectType.SHOW)
    @Layout(GanSection.class)
    String m_classColumn = "";

    /** For a node whose inputs are not known. */
    EncodeParameters() {
    }

    /** @param input what is connected: the dialog begins with its suitable column */
    EncodeParameters(final NodeParametersInput input) {
        final boolean byName = input.getInPortSpec(0).filter(GenerativeModelPortObjectSpec.class::isInstance)
            .map(GenerativeModelPortObjectSpec.class::cast).filter(model -> !model.columns().isEmpty()).isPresent();
        m_imageColumn = byName ? "" : ColumnChoices.defaultImage(input, 1);
    }

    @Override
    public void validate() throws InvalidSettingsException {
        Checks.present("Images from", m_imageSource);
        Checks.present("Image column", m_imageColumn);
        Checks.range("Samples for −ELBO", m_elboSamples, 1, MAX_SAMPLES);
        Checks.range("Samples for log-likelihood", m_likelihoodSamples, 1, MAX_SAMPLES);
        Checks.present("Classes", m_classesFrom);
        Checks.present("Class column", m_classColumn);
        Checks.config(this::inversion);
    }

    /** @return how codes are searched for with a GAN */
    InversionConfig inversion() {
        return new InversionConfig(m_searchSteps, m_startingPoints, m_searchRate, m_seed);
    }
}
