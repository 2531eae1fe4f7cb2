package org.latentlab.nodes.traingan;

import org.knime.node.parameters.widget.choices.filter.ColumnFilter;
import org.latentlab.nodes.table.ImageSource;
import org.latentlab.nodes.table.NumbersAs;
import org.latentlab.nodes.table.Vectors;

/** Trainings small enough to be over at once. */
final class SmallGan {

    private SmallGan() {
    }

    /** @return two epochs of an MLP with one hidden layer on either side, batches of 20, eight latent dimensions */
    static TrainGanParameters parameters() {
        final TrainGanParameters parameters = new TrainGanParameters();
        parameters.m_preset = PresetOption.CUSTOM;
        parameters.m_network.m_architecture = ArchitectureOption.MLP;
        parameters.m_network.m_generatorWidths = "24";
        parameters.m_loss.m_normalisation = NormalisationOption.NONE;
        parameters.m_latent.m_size = 8;
        parameters.m_epochs = 2;
        parameters.m_batchSize = 20;
        return parameters;
    }

    /** @return two epochs of the preset for vectors, of numeric columns */
    static TrainGanParameters vectors() {
        final TrainGanParameters parameters = parameters();
        parameters.m_preset = PresetOption.VECTORS;
        parameters.m_input.m_source = ImageSource.NUMERIC_COLUMNS;
        parameters.m_input.m_numbersAs = NumbersAs.VECTORS;
        parameters.m_input.m_numericColumns =
            new ColumnFilter(Vectors.spec(Vectors.NAMES).stream().toList());
        return parameters;
    }
}
