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
import org.latentlab.engine.vae.Architecture;
import org.latentlab.engine.vae.Divergence;
import org.latentlab.engine.vae.Likelihood;
import org.latentlab.engine.vae.NeighbourRegularisation;
import org.latentlab.engine.vae.VaeConfig;
import org.latentlab.nodes.table.Checks;
import org.latentlab.nodes.table.ColumnChoices;
import org.latentlab.nodes.table.ImageSource;
import org.latentlab.nodes.training.CheckpointParameters;
import org.latentlab.nodes.training.InputConditions;
import org.latentlab.nodes.training.LayerWidths;

/**
 * Parameters of Train VAE. Where only those of the first release are set, the model is the VAE of that release: a
 * custom MLP with the widths given, trained by the ELBO.
 */
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

    @Section(title = "Divergence", description = "What keeps the codes near the prior, so that codes drawn from it "
        + "decode to images.")
    @Effect(predicate = Conditions.HasDivergence.class, type = EffectType.SHOW)
    @After(ModelSection.class)
    interface DivergenceSection {
    }

    @Section(title = "Likelihood")
    @After(DivergenceSection.class)
    interface LikelihoodSection {
    }

    @Section(title = "Latent neighbours")
    @After(LikelihoodSection.class)
    interface NeighboursSection {
    }

    @Section(title = "Training")
    @After(NeighboursSection.class)
    interface TrainingSection {
    }

    @Section(title = "Stopping")
    @After(TrainingSection.class)
    interface StoppingSection {
    }

    @Section(title = "Snapshots")
    @After(StoppingSection.class)
    interface SnapshotsSection {
    }

    @Section(title = "Checkpoints")
    @After(SnapshotsSection.class)
    interface CheckpointsSection {
    }

    @Widget(title = "Images from", description = "Where the pixels, or the values of vectors, are.")
    @ValueSwitchWidget
    @ValueReference(InputConditions.SourceReference.class)
    @Layout(ImagesSection.class)
    ImageSource m_imageSource = ImageSource.COLUMN;

    @Widget(title = "Image column", description = "The column of images: PNG images, or lists of numbers in [0, 1] or "
        + "0…255, channel by channel and row by row; or of vectors: lists of any numbers. Blank: the first suitable "
        + "column.")
    @ChoicesProvider(ColumnChoices.Images.class)
    @Effect(predicate = InputConditions.FromColumn.class, type = EffectType.SHOW)
    @Layout(ImagesSection.class)
    String m_imageColumn = "";

    @Widget(title = "Numeric columns", description = "The numeric columns, one a pixel or a value of the vector, in "
        + "the order of the table. For images their number must be n×n (gray) or 3×n×n (RGB).")
    @ChoicesProvider(ColumnChoices.Numbers.class)
    @Effect(predicate = InputConditions.FromColumn.class, type = EffectType.HIDE)
    @Layout(ImagesSection.class)
    ColumnFilter m_pixelColumns = new ColumnFilter();

    @Layout(ImagesSection.class)
    InputParameters m_input = new InputParameters();

    @Widget(title = "Preset", description = "A network, named by the data that it suits; the output <i>Layers</i> "
        + "lists every layer.")
    @ValueReference(Conditions.PresetReference.class)
    @Layout(ModelSection.class)
    PresetOption m_preset = PresetOption.CUSTOM;

    @Widget(title = "Architecture", description = "The kind of layers.")
    @ValueSwitchWidget
    @ValueReference(Conditions.ArchitectureReference.class)
    @Effect(predicate = Conditions.Custom.class, type = EffectType.SHOW)
    @Layout(ModelSection.class)
    ArchitectureOption m_architecture = ArchitectureOption.MLP;

    @Widget(title = "Encoder layers", description = "Widths of the hidden layers between the image and the latent "
        + "code, separated by commas.")
    @TextInputWidget(placeholder = "500, 500")
    @Effect(predicate = Conditions.CustomMlp.class, type = EffectType.SHOW)
    @Layout(ModelSection.class)
    String m_encoderWidths = "500, 500";

    @Widget(title = "Decoder layers", description = "Widths of the hidden layers between the latent code and the "
        + "image, separated by commas. Blank: those of the encoder in reverse.", advanced = true)
    @TextInputWidget(placeholder = "as the encoder's, in reverse")
    @Effect(predicate = Conditions.CustomMlp.class, type = EffectType.SHOW)
    @Layout(ModelSection.class)
    String m_decoderWidths = "";

    @Widget(title = "Filters", description = "Numbers of filters of the encoder's convolutions, separated by commas; "
        + "the decoder has them in reverse.")
    @TextInputWidget(placeholder = "32, 64")
    @Effect(predicate = Conditions.CustomConvolutional.class, type = EffectType.SHOW)
    @Layout(ModelSection.class)
    String m_filters = "32, 64";

    @Widget(title = "Filters of the first convolution", description = "Each further one has twice as many.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = Conditions.CustomDeep.class, type = EffectType.SHOW)
    @Layout(ModelSection.class)
    int m_baseFilters = PresetOption.DEEP_FILTERS;

    @Widget(title = "Activation", description = "The non-linearity of the hidden layers.", advanced = true)
    @ValueSwitchWidget
    @Effect(predicate = Conditions.CustomActivation.class, type = EffectType.SHOW)
    @Layout(ModelSection.class)
    ActivationOption m_activation = ActivationOption.SOFTPLUS;

    @Widget(title = "Skip connections", description = "Whether the latent code also goes to every layer of the decoder "
        + "(Dieng et al. 2019): helps against collapse to the prior.")
    @Layout(ModelSection.class)
    boolean m_latentSkip = false;

    @Widget(title = "Kind of model", description = "What the encoder gives, and what keeps its codes near the prior.")
    @ValueReference(Conditions.KindReference.class)
    @Layout(ModelSection.class)
    ModelKind m_modelKind = ModelKind.VAE;

    @Widget(title = "Latent size", description = "Number d of latent dimensions. Two or three can be drawn; more give "
        + "sharper images.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Layout(ModelSection.class)
    int m_latentSize = 2;

    @Layout(DivergenceSection.class)
    DivergenceParameters m_divergence = new DivergenceParameters();

    @Widget(title = "Pixel likelihood", description = "How a pixel is distributed given its latent code; it decides "
        + "the reconstruction part of the loss.")
    @ValueReference(Conditions.LikelihoodReference.class)
    @Layout(LikelihoodSection.class)
    LikelihoodOption m_likelihood = LikelihoodOption.BERNOULLI;

    @Widget(title = "Standard deviation of a pixel", description = "The fixed σ of the Gaussian likelihood, for pixels "
        + "in [0, 1], or in the units of the scaled vectors. The smaller, the more weight the reconstruction has "
        + "against the KL divergence.")
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    @Effect(predicate = Conditions.Gaussian.class, type = EffectType.SHOW)
    @Layout(LikelihoodSection.class)
    double m_standardDeviation = 0.1;

    @Widget(title = "Pixels", description = "What is made of the pixels, for the encoder and for the loss alike.")
    @ValueSwitchWidget
    @ValueReference(Conditions.BinarisationReference.class)
    @Effect(predicate = Conditions.Bernoulli.class, type = EffectType.SHOW)
    @Layout(LikelihoodSection.class)
    BinarisationOption m_binarisation = BinarisationOption.NONE;

    @Widget(title = "Threshold", description = "From this value on, above 0 and at most 1, a pixel is 1.")
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    @Effect(predicate = Conditions.Thresholded.class, type = EffectType.SHOW)
    @Layout(LikelihoodSection.class)
    double m_threshold = 0.5;

    @Layout(NeighboursSection.class)
    NeighbourParameters m_neighbours = new NeighbourParameters();

    @Widget(title = "Epochs", description = "How often every image is shown. For a model to report on, 50 to 100.")
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

    @Widget(title = "Maximum minutes", description = "Stop when this time is reached, within an epoch if need be; 0 "
        + "for no limit. With a limit, the same seed need not give the same model.", advanced = true)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Layout(StoppingSection.class)
    double m_maxMinutes = 0;

    @Widget(title = "Maximum updates", description = "Stop after this many steps of encoder and decoder, within an "
        + "epoch if need be; 0 for no limit. To compare models at an equal number of updates, for instance with a GAN; "
        + "there must be enough epochs.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Layout(StoppingSection.class)
    int m_maxUpdates = 0;

    @Layout(SnapshotsSection.class)
    SnapshotParameters m_snapshots = new SnapshotParameters();

    @Layout(CheckpointsSection.class)
    CheckpointParameters m_checkpoints = new CheckpointParameters();

    /** For a node whose inputs are not known. */
    TrainVaeParameters() {
    }

    /** @param input what is connected: the dialog begins with its suitable column, and with a preset */
    TrainVaeParameters(final NodeParametersInput input) {
        m_imageColumn = ColumnChoices.defaultImage(input, 0);
        m_preset = PresetOption.DIGITS_MLP; // the same network as the custom one with its first widths
    }

    private Architecture architecture() throws InvalidSettingsException {
        if (m_preset != PresetOption.CUSTOM) {
            return m_preset.architecture(m_latentSkip);
        }
        return switch (m_architecture) {
            case MLP -> {
                final List<Integer> encoder = widths("Encoder layers", m_encoderWidths);
                final List<Integer> decoder = m_decoderWidths.isBlank() ? LayerWidths.reversed(encoder)
                    : widths("Decoder layers", m_decoderWidths);
                yield Checks.config(
                    () -> new Architecture.Mlp(encoder, decoder, m_activation.activation(), m_latentSkip));
            }
            case CONVOLUTIONAL -> {
                final List<Integer> filters = LayerWidths.parse("Filters",
                    "numbers of filters separated by commas, e.g. \"32, 64\"", m_filters);
                yield Checks.config(
                    () -> new Architecture.Convolutional(filters, m_activation.activation(), m_latentSkip));
            }
            case DEEP -> Checks.config(() -> new Architecture.DeepConvolutional(m_baseFilters, m_latentSkip));
        };
    }

    private static List<Integer> widths(final String title, final String text) throws InvalidSettingsException {
        return LayerWidths.parse(title, "widths of the hidden layers separated by commas, e.g. \"500, 500\"", text);
    }

    private Likelihood likelihood() {
        return switch (m_likelihood) {
            case BERNOULLI -> new Likelihood.Bernoulli(switch (m_binarisation) {
                case NONE -> new Likelihood.Binarisation.None();
                case THRESHOLD -> new Likelihood.Binarisation.Threshold(m_threshold);
                case DRAWN -> new Likelihood.Binarisation.Drawn();
            });
            case GAUSSIAN -> new Likelihood.Gaussian(m_standardDeviation);
            case LEARNED_GAUSSIAN -> new Likelihood.LearnedGaussian();
            case DISCRETISED_LOGISTIC -> new Likelihood.DiscretisedLogistic();
            case SQUARED_ERROR -> new Likelihood.SquaredError();
        };
    }

    /**
     * @return what is trained
     * @throws InvalidSettingsException if the widths cannot be read or the engine refuses a value
     */
    VaeConfig vaeConfig() throws InvalidSettingsException {
        final Architecture architecture = architecture();
        final Likelihood likelihood = Checks.config(this::likelihood);
        final Divergence divergence = m_divergence.divergence(m_modelKind);
        final NeighbourRegularisation neighbours = m_neighbours.regularisation();
        return Checks.config(() -> new VaeConfig(m_latentSize, architecture, m_modelKind.posterior(), divergence,
            likelihood, neighbours));
    }

    /**
     * @return how to train it
     * @throws InvalidSettingsException if the engine refuses a value
     */
    TrainingConfig trainingConfig() throws InvalidSettingsException {
        return Checks.config(() -> new TrainingConfig(m_epochs, m_batchSize, m_learningRate, m_seed,
            m_validationShare, m_patience, m_maxMinutes, m_keepBestEpoch, m_maxUpdates));
    }

    @Override
    public void validate() throws InvalidSettingsException {
        Checks.present("Images from", m_imageSource);
        m_input.validate();
        Checks.present("Preset", m_preset);
        Checks.present("Architecture", m_architecture);
        Checks.present("Activation", m_activation);
        Checks.present("Kind of model", m_modelKind);
        Checks.present("Pixel likelihood", m_likelihood);
        Checks.present("Pixels", m_binarisation);
        Checks.range("Latent size", m_latentSize, 1, Integer.MAX_VALUE);
        Checks.range("Epochs", m_epochs, 1, Integer.MAX_VALUE);
        Checks.range("Batch size", m_batchSize, 1, Integer.MAX_VALUE);
        Checks.positive("Learning rate", m_learningRate);
        Checks.range("Validation share", m_validationShare, 0, MAX_SHARE);
        Checks.range("Patience", m_patience, 0, Integer.MAX_VALUE);
        Checks.range("Maximum minutes", m_maxMinutes, 0, Double.POSITIVE_INFINITY);
        Checks.range("Maximum updates", m_maxUpdates, 0, Integer.MAX_VALUE);
        m_divergence.validate(m_modelKind);
        m_snapshots.validate();
        m_checkpoints.validate();
        vaeConfig();
        trainingConfig();
    }
}
