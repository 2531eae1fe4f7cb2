package org.latentlab.nodes.latenttraversal;

import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.choices.filter.ColumnFilter;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveDoubleValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;
import org.latentlab.engine.latent.Traversal;
import org.latentlab.nodes.port.ModelClassChoices;
import org.latentlab.nodes.table.Checks;
import org.latentlab.nodes.table.ColumnChoices;
import org.latentlab.nodes.table.ImageColumn;
import org.latentlab.nodes.table.LatentColumnsMode;

/** The settings of Latent Traversal. */
@LoadDefaultsForAbsentFields
final class LatentTraversalParameters implements NodeParameters {

    /** The most images that one traversal may have. */
    static final int MOST_IMAGES = 10_000;

    @Section(title = "Reference codes", description = "Where a traversal starts from, if a table of latent codes is "
        + "connected. Without one it is the origin, the centre of the prior.")
    interface CodesSection {
    }

    @Section(title = "Dimensions")
    @After(CodesSection.class)
    interface DimensionsSection {
    }

    @Section(title = "Range")
    @After(DimensionsSection.class)
    interface RangeSection {
    }

    @Section(title = "Pictures")
    @After(RangeSection.class)
    interface PictureSection {
    }

    /** Where the dimensions that are not traversed stay. */
    enum Base {
            @Label(value = "Rows", description = "The first codes of the table, each with a traversal of its own.")
            ROWS,
            @Label(value = "Mean", description = "The mean of all codes of the table.")
            MEAN,
            @Label(value = "Origin", description = "The centre of the prior, all coordinates 0; for a prior of "
                + "clusters that of its first cluster.")
            ORIGIN
    }

    /** Which dimensions are traversed. */
    enum DimensionChoice {
            @Label(value = "All", description = "Every latent dimension.")
            ALL,
            @Label(value = "Listed", description = "Those listed below.")
            LISTED,
            @Label(value = "Highest KL", description = "Those with the highest KL divergence in the training, which "
                + "carry most of what the model knows of an image; a GAN has no such divergence.")
            HIGHEST_KL
    }

    /** Where the values come from. */
    enum Range {
            @Label(value = "Prior", description = "Evenly spaced values, in standard deviations of the prior N(0, I); "
                + "for a uniform prior the values with the same share of it below them.")
            PRIOR,
            @Label(value = "Quantiles of the codes", description = "For each dimension the quantiles of the connected "
                + "codes (the aggregate posterior), at evenly spaced probabilities.")
            QUANTILES
    }

    static final class ModeReference implements ParameterReference<LatentColumnsMode> {
    }

    static final class BaseReference implements ParameterReference<Base> {
    }

    static final class DimensionReference implements ParameterReference<DimensionChoice> {
    }

    static final class RangeReference implements ParameterReference<Range> {
    }

    static final class ColumnsChosen implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(ModeReference.class).isOneOf(LatentColumnsMode.MANUAL);
        }
    }

    static final class FromRows implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(BaseReference.class).isOneOf(Base.ROWS);
        }
    }

    static final class Listed implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(DimensionReference.class).isOneOf(DimensionChoice.LISTED);
        }
    }

    static final class ByKl implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(DimensionReference.class).isOneOf(DimensionChoice.HIGHEST_KL);
        }
    }

    static final class NotByKl implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(DimensionReference.class).isOneOf(DimensionChoice.ALL, DimensionChoice.LISTED);
        }
    }

    static final class OverPrior implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(RangeReference.class).isOneOf(Range.PRIOR);
        }
    }

    static final class OverQuantiles implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(RangeReference.class).isOneOf(Range.QUANTILES);
        }
    }

    @Widget(title = "Latent columns", description = "Which columns of the connected table hold the latent code.")
    @ValueSwitchWidget
    @ValueReference(ModeReference.class)
    @Layout(CodesSection.class)
    LatentColumnsMode m_latentMode = LatentColumnsMode.AUTO;

    @Widget(title = "Columns", description = "The columns of the latent code, as many as the model has latent "
        + "dimensions, in the order of the table.")
    @ChoicesProvider(ColumnChoices.NumbersOfSecondPort.class)
    @Effect(predicate = ColumnsChosen.class, type = Effect.EffectType.SHOW)
    @Layout(CodesSection.class)
    ColumnFilter m_latentColumns = new ColumnFilter();

    @Widget(title = "Start from", description = "Where the dimensions that are not traversed stay.")
    @ValueSwitchWidget
    @ValueReference(BaseReference.class)
    @Layout(CodesSection.class)
    Base m_base = Base.ROWS;

    @Widget(title = "Number of rows", description = "How many rows of the table are traversed, from the first one on.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = FromRows.class, type = Effect.EffectType.SHOW)
    @Layout(CodesSection.class)
    int m_rowCount = 1;

    @Widget(title = "Class", description = "The class that a class-conditional model generates. Blank: its first "
        + "class. Has no effect for any other model.")
    @ChoicesProvider(ModelClassChoices.class)
    @Effect(predicate = ModelClassChoices.IsConditional.class, type = Effect.EffectType.SHOW)
    @Layout(CodesSection.class)
    String m_className = "";

    @Widget(title = "Which dimensions", description = "The latent dimensions to traverse, one at a time.")
    @ValueSwitchWidget
    @ValueReference(DimensionReference.class)
    @Layout(DimensionsSection.class)
    DimensionChoice m_dimensions = DimensionChoice.ALL;

    @Widget(title = "Listed dimensions", description = "Their numbers, counted from 1 (for z1), and ranges of them, "
        + "separated by commas: for instance 1, 3, 5-8.")
    @Effect(predicate = Listed.class, type = Effect.EffectType.SHOW)
    @Layout(DimensionsSection.class)
    String m_dimensionList = "1";

    @Widget(title = "Number of dimensions", description = "How many dimensions with the highest KL are traversed.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = ByKl.class, type = Effect.EffectType.SHOW)
    @Layout(DimensionsSection.class)
    int m_dimensionCount = 10;

    @Widget(title = "Sort by KL", description = "Whether the dimensions come in the order of their KL divergence in "
        + "the training, the highest first, rather than of their numbers.")
    @Effect(predicate = NotByKl.class, type = Effect.EffectType.SHOW)
    @Layout(DimensionsSection.class)
    boolean m_sortByKl = false;

    @Widget(title = "Values", description = "The values that a dimension takes.")
    @ValueSwitchWidget
    @ValueReference(RangeReference.class)
    @Layout(RangeSection.class)
    Range m_range = Range.PRIOR;

    @Widget(title = "Lowest value", description = "In standard deviations of the prior.")
    @NumberInputWidget
    @Effect(predicate = OverPrior.class, type = Effect.EffectType.SHOW)
    @Layout(RangeSection.class)
    double m_low = -3;

    @Widget(title = "Highest value", description = "In standard deviations of the prior; above the lowest.")
    @NumberInputWidget
    @Effect(predicate = OverPrior.class, type = Effect.EffectType.SHOW)
    @Layout(RangeSection.class)
    double m_high = 3;

    @Widget(title = "Lowest probability", description = "The share of codes below the lowest value, from 0.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Effect(predicate = OverQuantiles.class, type = Effect.EffectType.SHOW)
    @Layout(RangeSection.class)
    double m_lowProbability = 0.01;

    @Widget(title = "Highest probability", description = "The share of codes below the highest value, up to 1.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Effect(predicate = OverQuantiles.class, type = Effect.EffectType.SHOW)
    @Layout(RangeSection.class)
    double m_highProbability = 0.99;

    @Widget(title = "Steps", description = "How many values a dimension takes, at least 2.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Layout(RangeSection.class)
    int m_steps = 11;

    @Widget(title = "Image column", description = "Name of the column of decoded images.")
    @Layout(PictureSection.class)
    String m_imageColumn = ImageColumn.DEFAULT_NAME;

    @Widget(title = "Title", description = "Stands above the grid. Left blank, it says what is shown.")
    @Layout(PictureSection.class)
    String m_title = "";

    @Widget(title = "Scale", description = "Pixels of the grid per pixel of an image, above 0 and up to 32. At 2, a "
        + "28×28 image is shown with 56×56 pixels.")
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    @Layout(PictureSection.class)
    double m_scale = 2;

    @Widget(title = "Dark on light", description = "Whether dark and light are exchanged in the grid, so that light "
        + "ink on a black ground, as in MNIST, becomes dark ink on white.")
    @Layout(PictureSection.class)
    boolean m_inverted = false;

    @Override
    public void validate() throws InvalidSettingsException {
        Checks.present("Latent columns", m_latentMode);
        Checks.present("Start from", m_base);
        Checks.present("Class", m_className);
        Checks.present("Which dimensions", m_dimensions);
        Checks.present("Values", m_range);
        Checks.range("Number of rows", m_rowCount, 1, MOST_IMAGES);
        Checks.range("Number of dimensions", m_dimensionCount, 1, MOST_IMAGES);
        Checks.range("Steps", m_steps, 2, MOST_IMAGES);
        Checks.columnName("Image column", m_imageColumn);
        if (!(m_scale > 0 && m_scale <= 32)) {
            throw new InvalidSettingsException("The scale must be above 0 and at most 32, not " + m_scale + ".");
        }
        if (m_range == Range.QUANTILES) {
            Checks.range("Lowest probability", m_lowProbability, 0, 1);
            Checks.range("Highest probability", m_highProbability, 0, 1);
            if (!(m_lowProbability < m_highProbability)) {
                throw new InvalidSettingsException("The lowest probability, " + m_lowProbability + ", is not below the "
                    + "highest, " + m_highProbability + ". Exchange them or choose others.");
            }
        } else {
            Checks.config(() -> Traversal.even(new int[]{0}, m_low, m_high, m_steps));
        }
        if (m_dimensions == DimensionChoice.LISTED) {
            Checks.config(() -> DimensionList.parse(m_dimensionList));
        }
    }
}
