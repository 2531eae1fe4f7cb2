package org.latentlab.nodes.trainvae;

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
import org.knime.node.parameters.widget.text.TextInputWidget;
import org.latentlab.engine.train.TrainingConfig;
import org.latentlab.engine.vae.Likelihood;
import org.latentlab.engine.vae.VaeConfig;
import org.latentlab.nodes.table.Checks;
import org.latentlab.nodes.table.ColumnChoices;
import org.latentlab.nodes.table.ImageSource;

/** Parameters of Train VAE. */
@LoadDefaultsForAbsentFields
final class TrainVaeParameters implements NodeParameters {

    private static final double MAX_SHARE = 0.9;

    @Section(title = "Images")
    interface ImagesSection {
    }

    @Section(title = "Model")
    @After(ImagesSection.class)
    interface ModelSection {
    }

    @Section(title = "Training")
    @After(ModelSection.class)
    interface TrainingSection {
    }

    @Section(title = "Stopping")
    @After(TrainingSection.class)
    interface StoppingSection {
    }

    static final class SourceReference implements ParameterReference<ImageSource> {
    }

    static final class FromColumn implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(SourceReference.class).isOneOf(ImageSource.COLUMN);
        }
    }

    static final class LikelihoodReference implements ParameterReference<LikelihoodOption> {
    }

    static final class IsGaussian implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(LikelihoodReference.class).isOneOf(LikelihoodOption.GAUSSIAN);
        }
    }

    @Widget(title = "Images from", description = "Where the pixels are.", advanced = true)
    @ValueSwitchWidget
    @ValueReference(SourceReference.class)
    @Layout(ImagesSection.class)
    ImageSource m_imageSource = ImageSource.COLUMN;

    @Widget(title = "Image column", description = "The column of images: PNG images, or lists of numbers in [0, 1] or "
        + "0…255, channel by channel and row by row. Blank: the first suitable column.")
    @ChoicesProvider(ColumnChoices.Images.class)
    @Effect(predicate = FromColumn.class, type = EffectType.SHOW)
    @Layout(ImagesSection.class)
    String m_imageColumn = "";

    @Widget(title = "Pixel columns", description = "The numeric columns, one a pixel, in the order of the table. Their "
        + "number must be n×n (gray) or 3×n×n (RGB).")
    @ChoicesProvider(ColumnChoices.Numbers.class)
    @Effect(predicate = FromColumn.class, type = EffectType.HIDE)
    @Layout(ImagesSection.class)
    ColumnFilter m_pixelColumns = new ColumnFilter();

    @Widget(title = "Latent size", description = "Number d of latent dimensions. Two or three can be drawn; more give "
        + "sharper images.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Layout(ModelSection.class)
    int m_latentSize = 2;

    @Widget(title = "Encoder layers", description = "Widths of the hidden layers between the image and the latent "
        + "code, separated by commas.")
    @TextInputWidget(placeholder = "500, 500")
    @Layout(ModelSection.class)
    String m_encoderWidths = "500, 500";

    @Widget(title = "Decoder layers", description = "Widths of the hidden layers between the latent code and the "
        + "image, separated by commas. Blank: those of the encoder in reverse.", advanced = true)
    @TextInputWidget(placeholder = "as the encoder's, in reverse")
    @Layout(ModelSection.class)
    String m_decoderWidths = "";

    @Widget(title = "Activation", description = "The non-linearity of the hidden layers.", advanced = true)
    @ValueSwitchWidget
    @Layout(ModelSection.class)
    ActivationOption m_activation = ActivationOption.SOFTPLUS;

    @Widget(title = "Pixel likelihood", description = "How a pixel is distributed given its latent code; it decides "
        + "the reconstruction part of the loss.")
    @ValueSwitchWidget
    @ValueReference(LikelihoodReference.class)
    @Layout(ModelSection.class)
    LikelihoodOption m_likelihood = LikelihoodOption.BERNOULLI;

    @Widget(title = "Standard deviation of a pixel", description = "The fixed σ of the Gaussian likelihood, for pixels "
        + "in [0, 1]. The smaller, the more weight the reconstruction has against the KL divergence.")
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    @Effect(predicate = IsGaussian.class, type = EffectType.SHOW)
    @Layout(ModelSection.class)
    double m_standardDeviation = 0.1;

    @Widget(title = "Epochs", description = "How often every image is shown. The study trains for 100 epochs.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Layout(TrainingSection.class)
    int m_epochs = 20;

    @Widget(title = "Batch size", description = "Images per step of the optimiser. Where there are fewer images, one "
        + "batch takes them all and the node warns.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Layout(TrainingSection.class)
    int m_batchSize = 128;

    @Widget(title = "Learning rate", description = "Step size of Adam (Kingma and Ba 2015; β₁ = 0.9, β₂ = 0.999).")
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    @Layout(TrainingSection.class)
    double m_learningRate = 0.001;

    @Widget(title = "Seed", description = "Decides the first weights, the order of the images, the noise of the codes "
        + "and which images validate. The same seed and data give the same model.")
    @Layout(TrainingSection.class)
    long m_seed = 1;

    @Widget(title = "Validation share", description = "The share of the images, drawn at random, that is not trained "
        + "on but measured after every epoch; 0 for none.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Layout(StoppingSection.class)
    double m_validationShare = 0.0;

    @Widget(title = "Keep best epoch", description = "Whether the model is that of the epoch with the lowest loss (on "
        + "the validation images where there are some) instead of the last one.", advanced = true)
    @Layout(StoppingSection.class)
    boolean m_keepBestEpoch = false;

    @Widget(title = "Patience", description = "Stop when the loss (on the validation images where there are some) has "
        + "not improved for this many epochs; 0 never stops early.", advanced = true)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Layout(StoppingSection.class)
    int m_patience = 0;

    @Widget(title = "Maximum minutes", description = "Stop after the epoch in which this time is reached; 0 for no "
        + "limit. With a limit, the same seed need not give the same model.", advanced = true)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Layout(StoppingSection.class)
    double m_maxMinutes = 0;

    /** For a node whose inputs are not known. */
    TrainVaeParameters() {
    }

    /** @param input what is connected: the dialog begins with its suitable column */
    TrainVaeParameters(final NodeParametersInput input) {
        m_imageColumn = ColumnChoices.defaultImage(input, 0);
    }

    /**
     * @return the network
     * @throws InvalidSettingsException if the widths cannot be read
     */
    VaeConfig vaeConfig() throws InvalidSettingsException {
        final List<Integer> encoder = LayerWidths.parse("Encoder layers", m_encoderWidths);
        final List<Integer> decoder = m_decoderWidths.isBlank() ? LayerWidths.reversed(encoder)
            : LayerWidths.parse("Decoder layers", m_decoderWidths);
        final Likelihood likelihood = m_likelihood == LikelihoodOption.BERNOULLI ? new Likelihood.Bernoulli()
            : Checks.config(() -> new Likelihood.Gaussian(m_standardDeviation));
        return Checks.config(
            () -> new VaeConfig(m_latentSize, encoder, decoder, m_activation.activation(), likelihood));
    }

    /**
     * @return how to train it
     * @throws InvalidSettingsException if the engine refuses a value
     */
    TrainingConfig trainingConfig() throws InvalidSettingsException {
        return Checks.config(() -> new TrainingConfig(m_epochs, m_batchSize, m_learningRate, m_seed,
            m_validationShare, m_patience, m_maxMinutes, m_keepBestEpoch));
    }

    @Override
    public void validate() throws InvalidSettingsException {
        Checks.present("Images from", m_imageSource);
        Checks.present("Activation", m_activation);
        Checks.present("Pixel likelihood", m_likelihood);
        Checks.range("Latent size", m_latentSize, 1, Integer.MAX_VALUE);
        Checks.range("Epochs", m_epochs, 1, Integer.MAX_VALUE);
        Checks.range("Batch size", m_batchSize, 1, Integer.MAX_VALUE);
        Checks.positive("Learning rate", m_learningRate);
        Checks.range("Validation share", m_validationShare, 0, MAX_SHARE);
        Checks.range("Patience", m_patience, 0, Integer.MAX_VALUE);
        Checks.range("Maximum minutes", m_maxMinutes, 0, Double.POSITIVE_INFINITY);
        vaeConfig();
        trainingConfig();
    }
}
