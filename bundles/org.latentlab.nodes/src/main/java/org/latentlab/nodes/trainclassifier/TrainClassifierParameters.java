package org.latentlab.nodes.trainclassifier;

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
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveDoubleValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;
import org.latentlab.engine.classify.ClassifierConfig;
import org.latentlab.nodes.table.Checks;
import org.latentlab.nodes.table.ColumnChoices;
import org.latentlab.nodes.table.ImageSource;

/** Parameters of Train Image Classifier. */
@LoadDefaultsForAbsentFields
final class TrainClassifierParameters implements NodeParameters {

    private static final double MAX_SHARE = 0.9;

    @Section(title = "Data")
    interface DataSection {
    }

    @Section(title = "Training")
    @After(DataSection.class)
    interface TrainingSection {
    }

    static final class SourceReference implements ParameterReference<ImageSource> {
    }

    static final class FromColumn implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(SourceReference.class).isOneOf(ImageSource.COLUMN);
        }
    }

    @Widget(title = "Images from", description = "Where the pixels are.", advanced = true)
    @ValueSwitchWidget
    @ValueReference(SourceReference.class)
    @Layout(DataSection.class)
    ImageSource m_imageSource = ImageSource.COLUMN;

    @Widget(title = "Image column", description = "The column of images: PNG images, or lists of numbers in [0, 1] or "
        + "0…255, channel by channel and row by row. Blank: the first suitable column.")
    @ChoicesProvider(ColumnChoices.Images.class)
    @Effect(predicate = FromColumn.class, type = EffectType.SHOW)
    @Layout(DataSection.class)
    String m_imageColumn = "";

    @Widget(title = "Pixel columns", description = "The numeric columns, one a pixel, in the order of the table. Their "
        + "number must be n×n (gray) or 3×n×n (RGB).")
    @ChoicesProvider(ColumnChoices.Numbers.class)
    @Effect(predicate = FromColumn.class, type = EffectType.HIDE)
    @Layout(DataSection.class)
    ColumnFilter m_pixelColumns = new ColumnFilter();

    @Widget(title = "Class column", description = "The column of classes: strings or whole numbers. Blank: the one "
        + "named class or label, else the last column of strings.")
    @ChoicesProvider(ColumnChoices.Classes.class)
    @Layout(DataSection.class)
    String m_classColumn = "";

    @Widget(title = "Network", description = "What the classifier is made of.")
    @ValueSwitchWidget
    @Layout(TrainingSection.class)
    NetworkOption m_network = NetworkOption.CONVOLUTIONAL;

    @Widget(title = "Epochs", description = "How often every image is shown.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Layout(TrainingSection.class)
    int m_epochs = 4;

    @Widget(title = "Batch size", description = "Images per step of the optimiser.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Layout(TrainingSection.class)
    int m_batchSize = 128;

    @Widget(title = "Learning rate", description = "Step size of Adam (Kingma and Ba 2015; β₁ = 0.9, β₂ = 0.999) at "
        + "the beginning; it falls linearly to 0 at the end.")
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    @Layout(TrainingSection.class)
    double m_learningRate = 0.003;

    @Widget(title = "Seed", description = "Decides the first weights, the order of the images, the dropout and which "
        + "images validate. The same seed and data give the same model.")
    @Layout(TrainingSection.class)
    long m_seed = 1;

    @Widget(title = "Validation share", description = "The share of the images, drawn at random, that is not trained "
        + "on but measured after every epoch; 0 for none.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Layout(TrainingSection.class)
    double m_validationShare = 0.1;

    /** For a node whose inputs are not known. */
    TrainClassifierParameters() {
    }

    /** @param input what is connected: the dialog begins with its suitable columns */
    TrainClassifierParameters(final NodeParametersInput input) {
        m_imageColumn = ColumnChoices.defaultImage(input, 0);
        m_classColumn = ColumnChoices.defaultClass(input, 0);
    }

    /**
     * @return how to train
     * @throws InvalidSettingsException if the engine refuses a value
     */
    ClassifierConfig config() throws InvalidSettingsException {
        return Checks.config(() -> new ClassifierConfig(m_network.architecture(), m_epochs, m_batchSize,
            m_learningRate, m_seed, m_validationShare));
    }

    @Override
    public void validate() throws InvalidSettingsException {
        Checks.present("Images from", m_imageSource);
        Checks.present("Network", m_network);
        Checks.range("Epochs", m_epochs, 1, Integer.MAX_VALUE);
        Checks.range("Batch size", m_batchSize, 1, Integer.MAX_VALUE);
        Checks.positive("Learning rate", m_learningRate);
        Checks.range("Validation share", m_validationShare, 0, MAX_SHARE);
        config();
    }
}
