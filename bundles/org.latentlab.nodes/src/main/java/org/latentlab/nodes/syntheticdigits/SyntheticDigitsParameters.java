package org.latentlab.nodes.syntheticdigits;

import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;
import org.latentlab.engine.dataset.SyntheticDigitsConfig;
import org.latentlab.nodes.table.Checks;

/** Parameters of Synthetic Digits. */
@LoadDefaultsForAbsentFields
final class SyntheticDigitsParameters implements NodeParameters {

    @Section(title = "Digits")
    interface DigitsSection {
    }

    @Section(title = "Variation", description = "The range that each generating factor is drawn from, uniformly and "
        + "independently of the others. The same lowest and highest value holds a factor fixed.")
    @After(DigitsSection.class)
    interface VariationSection {
    }

    @Widget(title = "Number of images", description = "How many digits are drawn. The classes alternate in random "
        + "order, so that every ten rows hold each class once; a smaller number gives the first rows of a larger one.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Layout(DigitsSection.class)
    int m_count = 5000;

    @Widget(title = "Seed", description = "The same seed gives the same images, on every machine.")
    @Layout(DigitsSection.class)
    long m_seed = 1;

    @Widget(title = "Append generating factors", description = "Adds a column of doubles for each factor: slant, "
        + "rotation, scale, thickness, dx, dy, wobble and ink. With these one can see which of them a latent dimension "
        + "follows.")
    @Layout(DigitsSection.class)
    boolean m_factors = false;

    @Layout(VariationSection.class)
    VariationParameters m_variation = new VariationParameters();

    /** @return what to draw */
    SyntheticDigitsConfig config() {
        return m_variation.config(m_count, m_seed);
    }

    @Override
    public void validate() throws InvalidSettingsException {
        Checks.range("Number of images", m_count, 1, SyntheticDigitsConfig.MAX_COUNT);
        Checks.config(this::config);
    }
}
