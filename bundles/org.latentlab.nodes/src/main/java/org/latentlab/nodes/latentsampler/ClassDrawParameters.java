package org.latentlab.nodes.latentsampler;

import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.WidgetGroup;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.knime.node.parameters.persistence.Persistable;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.choices.filter.TwinlistWidget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;
import org.latentlab.nodes.table.Checks;

/** Which classes are drawn by a connected sampler, how many of each, and how varied they are. */
@LoadDefaultsForAbsentFields
final class ClassDrawParameters implements WidgetGroup, Persistable {

    private static final int MOST_POINTS = 100_000_000;

    /** How many points of which class are drawn. */
    enum Composition {
            @Label(value = "Balanced", description = "Every class of the sampler alike.")
            BALANCED,
            @Label(value = "Chosen classes", description = "Some classes, as many points of each.")
            CHOSEN,
            @Label(value = "Table", description = "As the table at the port Composition says: for each class a number.")
            TABLE
    }

    /** What the number of points counts. */
    enum Counted {
            @Label(value = "In total", description = "All points; where they cannot be shared out evenly, the first "
                + "classes get one more.")
            TOTAL,
            @Label(value = "Of each class", description = "The points of each class.")
            EACH
    }

    /** Which of the samplers on the curve draws. */
    enum Place {
            @Label(value = "As fitted", description = "The sampler that was chosen when it was fitted.")
            FITTED,
            @Label(value = "Least accuracy", description = "The most varied sampler that is accurate enough.")
            LEAST_ACCURACY,
            @Label(value = "Typical to varied", description = "A place between both ends of the curve.")
            BETWEEN
    }

    static final class CompositionReference implements ParameterReference<Composition> {
    }

    static final class PlaceReference implements ParameterReference<Place> {
    }

    static final class IsBalanced implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(CompositionReference.class).isOneOf(Composition.BALANCED);
        }
    }

    static final class IsChosen implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(CompositionReference.class).isOneOf(Composition.CHOSEN);
        }
    }

    static final class IsTable implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(CompositionReference.class).isOneOf(Composition.TABLE);
        }
    }

    static final class ByAccuracy implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(PlaceReference.class).isOneOf(Place.LEAST_ACCURACY);
        }
    }

    static final class Between implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(PlaceReference.class).isOneOf(Place.BETWEEN);
        }
    }

    @Widget(title = "Composition", description = "Of which classes points are drawn.")
    @ValueSwitchWidget
    @ValueReference(CompositionReference.class)
    Composition m_composition = Composition.BALANCED;

    @Widget(title = "Classes to draw", description = "The classes that points are drawn of, at least one.")
    @ChoicesProvider(SamplerInput.Classes.class)
    @TwinlistWidget
    @Effect(predicate = IsChosen.class, type = EffectType.SHOW)
    String[] m_chosen = {};

    @Widget(title = "Number of points", description = "How many points are drawn, at least 1: of each class where "
        + "classes are chosen; where all are balanced, as set below.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = IsTable.class, type = EffectType.HIDE)
    int m_number = 1000;

    @Widget(title = "The number is", description = "What the number of points counts.")
    @ValueSwitchWidget
    @Effect(predicate = IsBalanced.class, type = EffectType.SHOW)
    Counted m_counted = Counted.TOTAL;

    @Widget(title = "Class column of the composition", description = "The column of the table at the port Composition "
        + "that names the classes. Left blank, the column named “class” is taken, else the last column of strings.")
    @ChoicesProvider(SamplerInput.ClassColumns.class)
    @Effect(predicate = IsTable.class, type = EffectType.SHOW)
    String m_classColumn = "";

    @Widget(title = "Count column of the composition", description = "The column of that table that says how many "
        + "points are drawn of the class: whole numbers of at least 0. Left blank, the column named “count” is taken, "
        + "else the last column of numbers.")
    @ChoicesProvider(SamplerInput.CountColumns.class)
    @Effect(predicate = IsTable.class, type = EffectType.SHOW)
    String m_countColumn = "";

    @Widget(title = "Place on the curve", description = "Which of the samplers draws that were fitted: the more varied "
        + "the images of a class, the fewer are of that class.")
    @ValueSwitchWidget
    @ValueReference(PlaceReference.class)
    Place m_place = Place.FITTED;

    @Widget(title = "Accuracy of at least", description = "0 to 1: the sampler with the lowest cosine whose images "
        + "were of their class at least so often when it was fitted.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Effect(predicate = ByAccuracy.class, type = EffectType.SHOW)
    double m_leastAccuracy = 0.95;

    @Widget(title = "Variety", description = "From 0, typical: the sampler whose images of a class are most alike, to "
        + "1, varied: the one whose images differ most. Between them the sampler on the curve whose cosine is nearest "
        + "to that share of the way.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Effect(predicate = Between.class, type = EffectType.SHOW)
    double m_variety = 0.5;

    /**
     * @throws InvalidSettingsException if a value is out of range
     */
    void check() throws InvalidSettingsException {
        Checks.present("Composition", m_composition);
        Checks.present("The number is", m_counted);
        Checks.present("Place on the curve", m_place);
        Checks.present("Classes to draw", m_chosen);
        if (m_composition != Composition.TABLE) {
            Checks.range("Number of points", m_number, 1, MOST_POINTS);
        }
        if (m_place == Place.LEAST_ACCURACY) {
            Checks.range("Accuracy of at least", m_leastAccuracy, 0, 1);
        }
        if (m_place == Place.BETWEEN) {
            Checks.range("Variety", m_variety, 0, 1);
        }
    }
}
