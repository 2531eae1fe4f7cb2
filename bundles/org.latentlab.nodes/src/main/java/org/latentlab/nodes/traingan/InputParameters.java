package org.latentlab.nodes.traingan;

import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.WidgetGroup;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.knime.node.parameters.persistence.Persistable;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.choices.filter.ColumnFilter;
import org.latentlab.nodes.table.Checks;
import org.latentlab.nodes.table.ColumnChoices;
import org.latentlab.nodes.table.ImageSource;
import org.latentlab.nodes.table.NumbersAs;
import org.latentlab.nodes.training.ColoursOption;
import org.latentlab.nodes.training.InputConditions;
import org.latentlab.nodes.training.ScalingOption;

/** Where the images or vectors are, and what becomes of them before the training. */
@LoadDefaultsForAbsentFields
final class InputParameters implements WidgetGroup, Persistable {

    @Widget(title = "Images from", description = "Where the pixels, or the values of vectors, are.")
    @ValueSwitchWidget
    @ValueReference(InputConditions.SourceReference.class)
    ImageSource m_source = ImageSource.COLUMN;

    @Widget(title = "Image column", description = "The column of images: PNG images, or lists of numbers in [0, 1] or "
        + "0…255, channel by channel and row by row; or of vectors: lists of any numbers. Blank: the first suitable "
        + "column.")
    @ChoicesProvider(ColumnChoices.Images.class)
    @Effect(predicate = InputConditions.FromColumn.class, type = EffectType.SHOW)
    String m_imageColumn = "";

    @Widget(title = "Numeric columns", description = "The numeric columns, one a pixel or a value of the vector, in "
        + "the order of the table. For images their number must be n×n (gray) or 3×n×n (RGB).")
    @ChoicesProvider(ColumnChoices.Numbers.class)
    @Effect(predicate = InputConditions.FromColumn.class, type = EffectType.HIDE)
    ColumnFilter m_numericColumns = new ColumnFilter();

    @Widget(title = "Numbers are", description = "What numeric columns, or the lists of numbers in the image column, "
        + "stand for. A column of PNG images holds images whatever is chosen.")
    @ValueSwitchWidget
    @ValueReference(InputConditions.NumbersReference.class)
    NumbersAs m_numbersAs = NumbersAs.IMAGES;

    @Widget(title = "Scaling of vectors", description = "How each value is scaled over the rows before the training. "
        + "The model remembers it: Decode gives values in the original units, and Encode scales what it gets alike. "
        + "Values on different scales are hardly learned without.")
    @ValueSwitchWidget
    @Effect(predicate = InputConditions.Vectors.class, type = EffectType.SHOW)
    ScalingOption m_scaling = ScalingOption.STANDARDISE;

    @Widget(title = "Colours", description = "What becomes of the colours of RGB images.")
    @ValueSwitchWidget
    @Effect(predicate = InputConditions.Vectors.class, type = EffectType.HIDE)
    ColoursOption m_colours = ColoursOption.AS_THEY_ARE;

    /** @throws InvalidSettingsException naming what cannot be used */
    void validate() throws InvalidSettingsException {
        Checks.present("Images from", m_source);
        Checks.present("Image column", m_imageColumn);
        Checks.present("Numeric columns", m_numericColumns);
        Checks.present("Numbers are", m_numbersAs);
        Checks.present("Scaling of vectors", m_scaling);
        Checks.present("Colours", m_colours);
    }
}
