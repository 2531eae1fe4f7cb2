package org.latentlab.nodes.traingan;

import java.util.List;

import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.WidgetGroup;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.knime.node.parameters.persistence.Persistable;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;
import org.knime.node.parameters.widget.text.TextInputWidget;
import org.latentlab.engine.gan.GanArchitecture;
import org.latentlab.nodes.table.Checks;
import org.latentlab.nodes.training.LayerWidths;

/** The layers of a custom network. As they stand: the DCGAN of the preset. */
@LoadDefaultsForAbsentFields
final class NetworkParameters implements WidgetGroup, Persistable {

    @Widget(title = "Architecture", description = "The kind of layers of generator and critic.")
    @ValueSwitchWidget
    @ValueReference(Conditions.ArchitectureReference.class)
    @Effect(predicate = Conditions.Custom.class, type = EffectType.SHOW)
    ArchitectureOption m_architecture = ArchitectureOption.DCGAN;

    @Widget(title = "Generator layers", description = "Widths of the hidden layers between the latent vector and the "
        + "image, separated by commas.")
    @TextInputWidget(placeholder = "256, 512")
    @Effect(predicate = Conditions.CustomMlp.class, type = EffectType.SHOW)
    String m_generatorWidths = "256, 512";

    @Widget(title = "Critic layers", description = "Widths of the hidden layers between the image and the "
        + "score, separated by commas. Blank: those of the generator in reverse.")
    @TextInputWidget(placeholder = "as the generator's, in reverse")
    @Effect(predicate = Conditions.CustomMlp.class, type = EffectType.SHOW)
    String m_criticWidths = "";

    @Widget(title = "Batch normalisation in the generator", description = "Whether the generator's hidden layers have "
        + "batch normalisation. A DCGAN's have it always.")
    @Effect(predicate = Conditions.CustomMlp.class, type = EffectType.SHOW)
    boolean m_batchNormalisation = false;

    @Widget(title = "Filters next to the image", description = "Filters of the convolution next to the image, 1 to "
        + "1,024; each further one has twice as many. The paper has 64; 16 or 32 train several times as fast and "
        + "suffice for simple images.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = Conditions.CustomDcgan.class, type = EffectType.SHOW)
    int m_filters = PresetOption.FILTERS;

    /**
     * @return the custom network
     * @throws InvalidSettingsException if the widths cannot be read or the engine refuses a value
     */
    GanArchitecture architecture() throws InvalidSettingsException {
        if (m_architecture == ArchitectureOption.DCGAN) {
            return Checks.config(() -> new GanArchitecture.Dcgan(m_filters));
        }
        final List<Integer> generator = widths("Generator layers", m_generatorWidths);
        final List<Integer> critic = m_criticWidths.isBlank() ? LayerWidths.reversed(generator)
            : widths("Critic layers", m_criticWidths);
        return Checks.config(() -> new GanArchitecture.Mlp(generator, critic, m_batchNormalisation));
    }

    private static List<Integer> widths(final String title, final String text) throws InvalidSettingsException {
        return LayerWidths.parse(title, "widths of the hidden layers separated by commas, e.g. \"256, 512\"", text);
    }

    /** @throws InvalidSettingsException naming what is not set */
    void validate() throws InvalidSettingsException {
        Checks.present("Architecture", m_architecture);
        Checks.present("Generator layers", m_generatorWidths);
        Checks.present("Critic layers", m_criticWidths);
    }
}
