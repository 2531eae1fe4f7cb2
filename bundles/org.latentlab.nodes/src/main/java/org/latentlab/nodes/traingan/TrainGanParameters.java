package org.latentlab.nodes.traingan;

import java.util.List;

import org.knime.core.data.DataTableSpec;
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
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;
import org.latentlab.engine.gan.ClusterWeights;
import org.latentlab.engine.gan.CriticNormalisation;
import org.latentlab.engine.gan.GanArchitecture;
import org.latentlab.engine.gan.GanConfig;
import org.latentlab.engine.gan.GanLoss;
import org.latentlab.engine.gan.GanTrainingConfig;
import org.latentlab.engine.gan.TrainingLength;
import org.latentlab.engine.latent.LatentPrior;
import org.latentlab.engine.nn.AdamConfig;
import org.latentlab.nodes.table.Checks;
import org.latentlab.nodes.table.ClassColumn;
import org.latentlab.nodes.table.ColumnChoices;
import org.latentlab.nodes.training.CheckpointParameters;

/** Parameters of Train GAN. */
@LoadDefaultsForAbsentFields
final class TrainGanParameters implements NodeParameters {

    /** Stands for the classes where they are not known yet. */
    private static final List<String> ANY_CLASSES = List.of("0", "1");

    @Section(title = "Images")
    interface ImagesSection {
    }

    @Section(title = "Model")
    @After(ImagesSection.class)
    interface ModelSection {
    }

    @Section(title = "Loss")
    @Effect(predicate = Conditions.Custom.class, type = EffectType.SHOW)
    @After(ModelSection.class)
    interface LossSection {
    }

    @Section(title = "Training")
    @After(LossSection.class)
    interface TrainingSection {
    }

    @Section(title = "Optimisers")
    @After(TrainingSection.class)
    interface OptimisersSection {
    }

    @Section(title = "Failures, generators to keep, pictures")
    @After(OptimisersSection.class)
    interface WatchSection {
    }

    @Section(title = "Checkpoints")
    @After(WatchSection.class)
    interface CheckpointsSection {
    }

    @Layout(ImagesSection.class)
    InputParameters m_input = new InputParameters();

    @Widget(title = "Preset", description = "A network and a loss that go together; the output <i>Layers</i> lists "
        + "every layer.")
    @ValueReference(Conditions.PresetReference.class)
    @Layout(ModelSection.class)
    PresetOption m_preset = PresetOption.DCGAN;

    @Layout(ModelSection.class)
    NetworkParameters m_network = new NetworkParameters();

    @Layout(ModelSection.class)
    LatentParameters m_latent = new LatentParameters();

    @Widget(title = "Class-conditional", description = "Whether generator and critic are told the class of each "
        + "image, so that images of a chosen class can be generated: the generator takes a learned embedding of it "
        + "beside the latent vector (Mirza and Osindero 2014), the critic compares it with what it sees (Miyato "
        + "and Koyama 2018). Needs a class column with at least 2 classes; usually also gives better images. Not for a "
        + "ClusterGAN, which finds clusters by itself.")
    @ValueReference(Conditions.ConditionalReference.class)
    @Layout(ModelSection.class)
    boolean m_conditional = false;

    @Widget(title = "Class column", description = "The column of classes: strings or whole numbers. Blank: the column "
        + "named “class” or “label”, else the last column of strings.")
    @ChoicesProvider(ColumnChoices.Classes.class)
    @Effect(predicate = Conditions.Conditional.class, type = EffectType.SHOW)
    @Layout(ModelSection.class)
    String m_classColumn = "";

    @Layout(LossSection.class)
    LossParameters m_loss = new LossParameters();

    @Widget(title = "Length in", description = "What the length of the training is counted in.")
    @ValueSwitchWidget
    @ValueReference(Conditions.LengthReference.class)
    @Layout(TrainingSection.class)
    LengthOption m_lengthIn = LengthOption.EPOCHS;

    @Widget(title = "Epochs", description = "How often the critic sees every image. Digits are good after 10 to "
        + "20, photographs after 50 and more.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = Conditions.InEpochs.class, type = EffectType.SHOW)
    @Layout(TrainingSection.class)
    int m_epochs = 20;

    @Widget(title = "Generator updates", description = "How many steps the generator takes; the last epoch may be "
        + "partial.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = Conditions.InEpochs.class, type = EffectType.HIDE)
    @Layout(TrainingSection.class)
    int m_updates = 5000;

    @Widget(title = "Batch size", description = "Images per step, 2 to 1,000,000; 64 is usual. Where there are fewer "
        + "images, one batch takes them all. What is left of the images after the last whole batch of an epoch comes "
        + "in other epochs, as their order is drawn anew.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Layout(TrainingSection.class)
    int m_batchSize = 64;

    @Widget(title = "Seed", description = "Decides the first weights, the order of the images and the latent vectors. "
        + "The same seed and data give the same model.")
    @Layout(TrainingSection.class)
    long m_seed = 1;

    @Widget(title = "Maximum minutes", description = "Stop when this time is reached, within an epoch if need be; 0 "
        + "for no limit. With a limit, the same seed need not give the same model.", advanced = true)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Layout(TrainingSection.class)
    double m_maxMinutes = 0;

    @Layout(OptimisersSection.class)
    OptimiserParameters m_optimisers = new OptimiserParameters();

    @Layout(WatchSection.class)
    WatchParameters m_watch = new WatchParameters();

    @Layout(CheckpointsSection.class)
    CheckpointParameters m_checkpoints = new CheckpointParameters();

    /** For a node whose inputs are not known. */
    TrainGanParameters() {
    }

    /** @param input what is connected: the dialog begins with its suitable columns */
    TrainGanParameters(final NodeParametersInput input) {
        m_input.m_imageColumn = ColumnChoices.defaultImage(input, 0);
        m_classColumn = ColumnChoices.defaultClass(input, 0);
    }

    private GanArchitecture architecture() throws InvalidSettingsException {
        return m_preset == PresetOption.CUSTOM ? m_network.architecture() : m_preset.architecture();
    }

    private GanLoss loss() throws InvalidSettingsException {
        return m_preset == PresetOption.CUSTOM ? m_loss.loss() : m_preset.loss();
    }

    /**
     * @param spec the input table
     * @return the class column, null where the GAN is not told classes
     * @throws InvalidSettingsException if it needs one, but there is none
     */
    ClassColumn classColumn(final DataTableSpec spec) throws InvalidSettingsException {
        return m_conditional ? ClassColumn.choose(spec, m_classColumn, TrainingData.PORT) : null;
    }

    /**
     * @param classNames the classes; looked at if the GAN is told them
     * @return what is trained
     * @throws InvalidSettingsException if the widths cannot be read or the engine refuses a value
     */
    GanConfig ganConfig(final List<String> classNames) throws InvalidSettingsException {
        final boolean custom = m_preset == PresetOption.CUSTOM;
        final LatentPrior prior = m_latent.prior(m_preset);
        final GanArchitecture architecture = architecture();
        final CriticNormalisation normalisation =
            custom ? m_loss.m_normalisation.normalisation() : m_preset.normalisation();
        final GanLoss loss = loss();
        final double realTarget = custom ? m_loss.realTarget() : 1;
        final ClusterWeights cluster = m_latent.weights(m_preset);
        return Checks.config(() -> new GanConfig(prior, architecture, normalisation, loss, realTarget,
            m_conditional ? classNames : List.of(), cluster));
    }

    /**
     * @return what is trained, with any classes
     * @throws InvalidSettingsException as {@link #ganConfig(List)}
     */
    GanConfig ganConfig() throws InvalidSettingsException {
        return ganConfig(ANY_CLASSES);
    }

    /**
     * @return how to train it
     * @throws InvalidSettingsException if the engine refuses a value
     */
    GanTrainingConfig trainingConfig() throws InvalidSettingsException {
        final GanLoss loss = loss();
        final AdamConfig generator = m_optimisers.generator(loss, m_preset);
        final AdamConfig critic = m_optimisers.critic(loss, m_preset);
        return Checks.config(() -> new GanTrainingConfig(
            m_lengthIn == LengthOption.EPOCHS ? TrainingLength.epochs(m_epochs) : TrainingLength.updates(m_updates),
            m_batchSize, m_optimisers.criticSteps(loss), generator, critic, m_optimisers.m_averaging,
            m_optimisers.m_gradientClip, m_seed, m_maxMinutes, m_watch.m_failuresEvery, m_watch.m_keepEvery,
            m_watch.m_stopOnFailure));
    }

    @Override
    public void validate() throws InvalidSettingsException {
        m_input.validate();
        Checks.present("Preset", m_preset);
        m_network.validate();
        m_latent.validate();
        Checks.present("Class column", m_classColumn);
        m_loss.validate();
        Checks.present("Length in", m_lengthIn);
        Checks.range("Batch size", m_batchSize, 2, Integer.MAX_VALUE);
        Checks.range("Maximum minutes", m_maxMinutes, 0, Double.POSITIVE_INFINITY);
        m_optimisers.validate();
        m_watch.validate();
        m_checkpoints.validate();
        ganConfig();
        trainingConfig();
    }
}
