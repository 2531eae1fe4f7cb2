package org.latentlab.nodes.trainvae;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;
import org.latentlab.engine.nn.Activation;
import org.latentlab.engine.train.CheckpointConfig;
import org.latentlab.engine.vae.Architecture;
import org.latentlab.engine.vae.BetaSchedule;
import org.latentlab.engine.vae.Divergence;
import org.latentlab.engine.vae.Likelihood;
import org.latentlab.engine.vae.NeighbourRegularisation;
import org.latentlab.engine.vae.PosteriorKind;
import org.latentlab.engine.vae.VaeConfig;
import org.latentlab.nodes.table.ImageCells;
import org.latentlab.nodes.table.NumbersAs;
import org.latentlab.nodes.training.ColoursOption;
import org.latentlab.platform.ui.NodeHandle;
import org.latentlab.platform.ui.ParameterInfo;
import org.latentlab.platform.ui.ParametersPersistence;

final class TrainVaeParametersTest {

    @TempDir
    private Path m_directory;

    private static TrainVaeParameters with(final Consumer<TrainVaeParameters> change) {
        final TrainVaeParameters parameters = new TrainVaeParameters();
        change.accept(parameters);
        return parameters;
    }

    private static VaeConfig config(final Consumer<TrainVaeParameters> change) throws InvalidSettingsException {
        final TrainVaeParameters parameters = with(change);
        parameters.validate();
        return parameters.vaeConfig();
    }

    private static String refusal(final Consumer<TrainVaeParameters> change) {
        return assertThrows(InvalidSettingsException.class, () -> with(change).validate()).getMessage();
    }

    /** What the first release wrote, with values that are not the defaults. */
    private static NodeSettings settingsOfTheFirstRelease() {
        final NodeSettings settings = new NodeSettings("model");
        settings.addString("imageSource", "COLUMN");
        settings.addString("imageColumn", "image");
        settings.addInt("latentSize", 3);
        settings.addString("encoderWidths", "64, 32");
        settings.addString("decoderWidths", "16");
        settings.addString("activation", "TANH");
        settings.addString("likelihood", "GAUSSIAN");
        settings.addDouble("standardDeviation", 0.2);
        settings.addInt("epochs", 7);
        settings.addInt("batchSize", 50);
        settings.addDouble("learningRate", 0.002);
        settings.addLong("seed", 5);
        settings.addDouble("validationShare", 0.1);
        settings.addBoolean("keepBestEpoch", true);
        settings.addInt("patience", 2);
        settings.addDouble("maxMinutes", 0);
        return settings;
    }

    @Test
    void settingsOfTheFirstReleaseGiveTheSameModel() throws Exception {
        final TrainVaeParameters loaded =
            ParametersPersistence.load(settingsOfTheFirstRelease(), TrainVaeParameters.class);
        assertEquals(new VaeConfig(3, List.of(64, 32), List.of(16), Activation.TANH, new Likelihood.Gaussian(0.2)),
            loaded.vaeConfig());
        assertNull(loaded.m_snapshots.config());
        assertNull(loaded.m_checkpoints.config());
        assertEquals(NumbersAs.IMAGES, loaded.m_input.m_numbersAs);
        assertEquals(ColoursOption.AS_THEY_ARE, loaded.m_input.m_colours);
        assertEquals(7, loaded.trainingConfig().epochs());
    }

    @Test
    void aNewNodeBeginsWithAPresetOfTheSameNetworkAsTheDefaults() throws Exception {
        final NodeHandle node = NodeHandle.of(new TrainVaeNodeFactory());
        final DataTableSpec spec = new DataTableSpec(ImageCells.newColumn("image"));
        final NodeSettings settings =
            node.defaultSettings(new PortObjectSpec[]{spec}, new PortType[]{BufferedDataTable.TYPE});
        assertEquals("DIGITS_MLP", settings.getString("preset"));
        assertEquals("image", settings.getString("imageColumn"));
        assertEquals(VaeConfig.standard(2),
            ParametersPersistence.load(settings, TrainVaeParameters.class).vaeConfig());
        assertEquals(VaeConfig.standard(2), new TrainVaeParameters().vaeConfig());
    }

    @Test
    void theDialogCanBeOpenedAndEveryParameterHasItsSection() {
        final NodeHandle node = NodeHandle.of(new TrainVaeNodeFactory());
        assertEquals(List.of(), node.problems());
        for (final ParameterInfo parameter : node.parameters()) {
            assertTrue(!parameter.section().isBlank(), parameter.path());
            assertTrue(parameter.description().length() > 10, parameter.path());
        }
        assertTrue(node.parameters().stream().anyMatch(p -> p.path().equals("divergence/beta")
            && p.section().equals("Divergence")));
    }

    @Test
    void presetsAreTheNetworksTheyName() throws Exception {
        assertEquals(new Architecture.Convolutional(List.of(32, 64), Activation.RELU, false),
            config(p -> p.m_preset = PresetOption.DIGITS_CONVOLUTIONAL).architecture());
        assertEquals(new Architecture.Convolutional(List.of(32, 64, 128), Activation.RELU, false),
            config(p -> p.m_preset = PresetOption.COLOUR_CONVOLUTIONAL).architecture());
        assertEquals(new Architecture.DeepConvolutional(32, true), config(p -> {
            p.m_preset = PresetOption.COLOUR_DEEP;
            p.m_latentSkip = true;
        }).architecture());
        assertEquals(new Architecture.Mlp(List.of(128, 64), List.of(64, 128), Activation.RELU, false), config(p -> {
            p.m_preset = PresetOption.VECTORS;
            p.m_encoderWidths = "not looked at";
        }).architecture());
    }

    @Test
    void customNetworksTakeTheParametersOfTheirKind() throws Exception {
        assertEquals(new Architecture.Convolutional(List.of(8, 16, 24), Activation.LEAKY_RELU, true), config(p -> {
            p.m_architecture = ArchitectureOption.CONVOLUTIONAL;
            p.m_filters = "8, 16, 24";
            p.m_activation = ActivationOption.LEAKY_RELU;
            p.m_latentSkip = true;
        }).architecture());
        assertEquals(new Architecture.DeepConvolutional(7, false), config(p -> {
            p.m_architecture = ArchitectureOption.DEEP;
            p.m_baseFilters = 7;
        }).architecture());
    }

    @Test
    void divergencesFollowTheKindOfModel() throws Exception {
        final Divergence.Mmd mmd = new Divergence.Mmd(50, Divergence.MmdKernel.INVERSE_MULTIQUADRATIC, 1.5);
        final Consumer<TrainVaeParameters> asMmd = p -> {
            p.m_divergence.m_mmdWeight = 50;
            p.m_divergence.m_kernel = KernelOption.INVERSE_MULTIQUADRATIC;
            p.m_divergence.m_bandwidth = 1.5;
        };
        final VaeConfig infoVae = config(asMmd.andThen(p -> p.m_divergence.m_kind = DivergenceOption.MMD));
        assertEquals(mmd, infoVae.divergence());
        assertEquals(PosteriorKind.GAUSSIAN, infoVae.posterior());
        final VaeConfig wae = config(asMmd.andThen(p -> p.m_modelKind = ModelKind.WAE));
        assertEquals(mmd, wae.divergence());
        assertEquals(PosteriorKind.DETERMINISTIC, wae.posterior());
        final VaeConfig plain = config(p -> p.m_modelKind = ModelKind.AUTOENCODER);
        assertEquals(new Divergence.None(), plain.divergence());
        assertEquals(PosteriorKind.DETERMINISTIC, plain.posterior());
        assertEquals(new Divergence.None(), config(p -> p.m_divergence.m_kind = DivergenceOption.NONE).divergence());
    }

    @Test
    void theKlHasItsScheduleFreeBitsOrCapacity() throws Exception {
        assertEquals(new Divergence.Kl(BetaSchedule.constant(4), 0.25, -1), config(p -> {
            p.m_divergence.m_beta = 4;
            p.m_divergence.m_freeBits = 0.25;
        }).divergence());
        assertEquals(new Divergence.Kl(new BetaSchedule(BetaSchedule.Kind.CYCLICAL, 0.1, 2, 1, 9, 3), 0, 12),
            config(p -> {
                p.m_divergence.m_beta = 2;
                p.m_divergence.m_annealing = AnnealingOption.CYCLICAL;
                p.m_divergence.m_startBeta = 0.1;
                p.m_divergence.m_startEpoch = 1;
                p.m_divergence.m_endEpoch = 9;
                p.m_divergence.m_cycles = 3;
                p.m_divergence.m_hasCapacity = true;
                p.m_divergence.m_capacity = 12;
                p.m_divergence.m_freeBits = 0.25;
            }).divergence());
        for (final AnnealingOption annealing : List.of(AnnealingOption.LINEAR, AnnealingOption.SIGMOID)) {
            final Divergence.Kl kl =
                (Divergence.Kl)config(p -> p.m_divergence.m_annealing = annealing).divergence();
            assertEquals(annealing.name(), kl.schedule().kind().name());
            assertEquals(10, kl.schedule().endEpoch());
        }
    }

    @Test
    void likelihoodsAndNeighboursAreTheEngines() throws Exception {
        assertEquals(new Likelihood.Bernoulli(new Likelihood.Binarisation.Threshold(0.3)), config(p -> {
            p.m_binarisation = BinarisationOption.THRESHOLD;
            p.m_threshold = 0.3;
        }).likelihood());
        assertEquals(new Likelihood.Bernoulli(new Likelihood.Binarisation.Drawn()),
            config(p -> p.m_binarisation = BinarisationOption.DRAWN).likelihood());
        assertEquals(new Likelihood.LearnedGaussian(),
            config(p -> p.m_likelihood = LikelihoodOption.LEARNED_GAUSSIAN).likelihood());
        assertEquals(new Likelihood.DiscretisedLogistic(),
            config(p -> p.m_likelihood = LikelihoodOption.DISCRETISED_LOGISTIC).likelihood());
        assertEquals(new Likelihood.SquaredError(),
            config(p -> p.m_likelihood = LikelihoodOption.SQUARED_ERROR).likelihood());
        assertEquals(new NeighbourRegularisation(2, 3, 0.5), config(p -> {
            p.m_neighbours.m_active = true;
            p.m_neighbours.m_weight = 2;
            p.m_neighbours.m_k = 3;
            p.m_neighbours.m_margin = 0.5;
        }).neighbours());
    }

    @Test
    void valuesThatCannotBeUsedAreNamed() {
        assertEquals("β is 0 to 1,000,000, not -1.0.", refusal(p -> p.m_divergence.m_beta = -1));
        assertEquals("The annealing of β ends after epoch 4.0, before it begins, after epoch 5.0. Let it end later or "
            + "begin earlier.", refusal(p -> {
            p.m_divergence.m_annealing = AnnealingOption.LINEAR;
            p.m_divergence.m_startEpoch = 5;
            p.m_divergence.m_endEpoch = 4;
        }));
        assertEquals("A cyclical schedule has 1 to 1,000 cycles, not 0.", refusal(p -> {
            p.m_divergence.m_annealing = AnnealingOption.CYCLICAL;
            p.m_divergence.m_cycles = 0;
        }));
        assertEquals("Capacity C is -1.0; it must be at least 0.0.", refusal(p -> {
            p.m_divergence.m_hasCapacity = true;
            p.m_divergence.m_capacity = -1;
        }));
        assertEquals("The free bits are 0 (off) to 1,000 nats per dimension, not NaN.",
            refusal(p -> p.m_divergence.m_freeBits = Double.NaN));
        assertEquals("The weight of the MMD is above 0, at most 1,000,000, not 0.0.", refusal(p -> {
            p.m_modelKind = ModelKind.WAE;
            p.m_divergence.m_mmdWeight = 0;
        }));
        assertEquals("The threshold of binary pixels is above 0 and at most 1, not 1.5.", refusal(p -> {
            p.m_binarisation = BinarisationOption.THRESHOLD;
            p.m_threshold = 1.5;
        }));
        assertEquals("Filters is '32; x'; write the numbers of filters separated by commas, e.g. \"32, 64\".",
            refusal(p -> {
                p.m_architecture = ArchitectureOption.CONVOLUTIONAL;
                p.m_filters = "32; x";
            }));
        assertEquals("The first convolution has 1 to 1,024 filters, not 0.", refusal(p -> {
            p.m_architecture = ArchitectureOption.DEEP;
            p.m_baseFilters = 0;
        }));
        assertEquals("The neighbour penalty looks at 1 to 1,000 neighbours, not 0.", refusal(p -> {
            p.m_neighbours.m_active = true;
            p.m_neighbours.m_k = 0;
        }));
        assertEquals("Snapshot every n epochs is -1; it must lie between 0 and 1000000.",
            refusal(p -> p.m_snapshots.m_everyEpochs = -1));
        assertEquals("A prediction matrix has 1 to 20 samples a side, not 21.", refusal(p -> {
            p.m_snapshots.m_everyEpochs = 1;
            p.m_snapshots.m_side = 21;
        }));
        assertEquals("Checkpoints to keep is 0; it must lie between 1 and 1000000.", refusal(p -> {
            p.m_checkpoints.m_directory = "/tmp/x";
            p.m_checkpoints.m_keep = 0;
        }));
        assertEquals("No class column is chosen. Choose one, or set the classes to automatic or none.",
            refusal(p -> p.m_input.m_classes = ClassesOption.CHOSEN));
        assertEquals("Preset is not set.", refusal(p -> p.m_preset = null));
    }

    @Test
    void whatIsNotInUseIsNotLookedAt() throws Exception {
        config(p -> {
            p.m_modelKind = ModelKind.AUTOENCODER;
            p.m_divergence.m_beta = -1;
            p.m_snapshots.m_side = 99;
            p.m_checkpoints.m_keep = 0;
            p.m_neighbours.m_k = 0;
            p.m_threshold = 7;
        });
    }

    @Test
    void aDirectoryOfCheckpointsNeedsAFullPath() throws Exception {
        final TrainVaeParameters parameters = with(p -> {
            p.m_checkpoints.m_directory = " " + m_directory.resolve("new") + " ";
            p.m_checkpoints.m_everyEpochs = 5;
            p.m_checkpoints.m_keep = 3;
            p.m_checkpoints.m_resume = true;
        });
        parameters.validate();
        assertEquals(new CheckpointConfig(m_directory.resolve("new"), 5, 3, true), parameters.m_checkpoints.config());
        parameters.m_checkpoints.m_directory = "checkpoints";
        assertEquals("Directory of checkpoints 'checkpoints' is no full path. Begin at the root, or write "
            + "knime://knime.workflow/checkpoints for a directory inside the workflow.",
            assertThrows(InvalidSettingsException.class, parameters::validate).getMessage());
        parameters.m_checkpoints.m_directory = "https://example.org/x";
        assertEquals("Directory of checkpoints 'https://example.org/x' is no full path. Begin at the root, or write "
            + "knime://knime.workflow/checkpoints for a directory inside the workflow.",
            assertThrows(InvalidSettingsException.class, parameters::validate).getMessage());
        parameters.m_checkpoints.m_directory = "knime://knime.workflow/x"; // looked up when the workflow runs
        parameters.validate();
        java.nio.file.Files.writeString(m_directory.resolve("file"), "");
        parameters.m_checkpoints.m_directory = m_directory.resolve("file").toString();
        assertTrue(assertThrows(InvalidSettingsException.class, parameters.m_checkpoints::config).getMessage()
            .endsWith("is a file. Choose another place."));
    }
}
