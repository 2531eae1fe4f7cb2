package org.latentlab.nodes.latentinterpolation;

import java.util.HashSet;
import java.util.Set;

import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.array.ArrayWidget;
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
import org.knime.node.parameters.widget.choices.RadioButtonsWidget;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.choices.filter.ColumnFilter;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;
import org.latentlab.nodes.table.Checks;
import org.latentlab.nodes.table.ColumnChoices;
import org.latentlab.nodes.table.LatentColumnsMode;

/** The settings of Latent Interpolation. */
@LoadDefaultsForAbsentFields
final class LatentInterpolationParameters implements NodeParameters {

    /** The most steps between two codes. */
    static final int MOST_STEPS = 10_000;

    /** The most pairs drawn at random. */
    static final int MOST_PAIRS = 1_000_000;

    @Section(title = "Latent codes")
    interface CodesSection {
    }

    @Section(title = "Pairs", description = "Which codes the ways lead between.")
    @After(CodesSection.class)
    interface PairsSection {
    }

    @Section(title = "Way")
    @After(PairsSection.class)
    interface WaySection {
    }

    /** Where the pairs come from. */
    enum PairChoice {
            @Label(value = "Rows two by two", description = "From the first row to the second, from the third to the "
                + "fourth, and so on.")
            TWO_BY_TWO,
            @Label(value = "Chain of rows", description = "From each row to the next.")
            CHAIN,
            @Label(value = "Row keys", description = "The pairs of rows listed below, by their row keys.")
            ROW_KEYS,
            @Label(value = "Class means", description = "From the mean code of one class to that of another.")
            CLASS_MEANS,
            @Label(value = "Random rows", description = "Pairs of rows drawn at random.")
            RANDOM
    }

    /** Which classes. */
    enum ClassChoice {
            @Label(value = "All pairs", description = "From every class to every one that comes after it.")
            ALL,
            @Label(value = "Two classes", description = "From one class to another, both chosen below.")
            TWO
    }

    /** The way from one code to the other. */
    enum Way {
            @Label(value = "Linear", description = "The straight line.")
            LINEAR,
            @Label(value = "Spherical", description = "Spherical interpolation of the codes as they are (Shoemake "
                + "1985, White 2016).")
            SPHERICAL,
            @Label(value = "Great circle", description = "Spherical interpolation of the direction, while the norm "
                + "changes evenly.")
            GREAT_CIRCLE
    }

    /** Two rows. */
    static final class KeyPair implements NodeParameters {

        @Widget(title = "From", description = "Row key of the code where the way begins.")
        String m_from = "";

        @Widget(title = "To", description = "Row key of the code where the way ends.")
        String m_to = "";
    }

    static final class ModeReference implements ParameterReference<LatentColumnsMode> {
    }

    static final class PairReference implements ParameterReference<PairChoice> {
    }

    static final class ClassReference implements ParameterReference<ClassChoice> {
    }

    static final class ColumnsChosen implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(ModeReference.class).isOneOf(LatentColumnsMode.MANUAL);
        }
    }

    static final class ByKeys implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(PairReference.class).isOneOf(PairChoice.ROW_KEYS);
        }
    }

    static final class ByClasses implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(PairReference.class).isOneOf(PairChoice.CLASS_MEANS);
        }
    }

    static final class ByTwoClasses implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(PairReference.class).isOneOf(PairChoice.CLASS_MEANS)
                .and(i.getEnum(ClassReference.class).isOneOf(ClassChoice.TWO));
        }
    }

    static final class AtRandom implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(PairReference.class).isOneOf(PairChoice.RANDOM);
        }
    }

    @Widget(title = "Latent columns", description = "Which columns hold the latent code.")
    @ValueSwitchWidget
    @ValueReference(ModeReference.class)
    @Layout(CodesSection.class)
    LatentColumnsMode m_latentMode = LatentColumnsMode.AUTO;

    @Widget(title = "Columns", description = "The numeric columns of the latent code, in the order of the table. In "
        + "the output they are called z1, z2 and so on.")
    @ChoicesProvider(ColumnChoices.Numbers.class)
    @Effect(predicate = ColumnsChosen.class, type = Effect.EffectType.SHOW)
    @Layout(CodesSection.class)
    ColumnFilter m_latentColumns = new ColumnFilter();

    @Widget(title = "Between", description = "Where the pairs of codes come from.")
    @RadioButtonsWidget
    @ValueReference(PairReference.class)
    @Layout(PairsSection.class)
    PairChoice m_pairs = PairChoice.TWO_BY_TWO;

    @Widget(title = "Pairs of rows", description = "The rows where each way begins and ends.")
    @ArrayWidget(elementTitle = "Pair", addButtonText = "Add pair")
    @Effect(predicate = ByKeys.class, type = Effect.EffectType.SHOW)
    @Layout(PairsSection.class)
    KeyPair[] m_keyPairs = {new KeyPair()};

    @Widget(title = "Class column", description = "The column with the class of each row. Left blank, the column named "
        + "“class” is taken, else the last column of strings.")
    @ChoicesProvider(ColumnChoices.Classes.class)
    @Effect(predicate = ByClasses.class, type = Effect.EffectType.SHOW)
    @Layout(PairsSection.class)
    String m_classColumn = "";

    @Widget(title = "Which classes", description = "Whether ways lead between all classes or between two.")
    @ValueSwitchWidget
    @ValueReference(ClassReference.class)
    @Effect(predicate = ByClasses.class, type = Effect.EffectType.SHOW)
    @Layout(PairsSection.class)
    ClassChoice m_classes = ClassChoice.ALL;

    @Widget(title = "From class", description = "The class at whose mean code the way begins.")
    @Effect(predicate = ByTwoClasses.class, type = Effect.EffectType.SHOW)
    @Layout(PairsSection.class)
    String m_fromClass = "";

    @Widget(title = "To class", description = "The class at whose mean code the way ends.")
    @Effect(predicate = ByTwoClasses.class, type = Effect.EffectType.SHOW)
    @Layout(PairsSection.class)
    String m_toClass = "";

    @Widget(title = "Number of pairs", description = "How many pairs are drawn, each at most once; at most a million.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = AtRandom.class, type = Effect.EffectType.SHOW)
    @Layout(PairsSection.class)
    int m_randomPairs = 10;

    @Widget(title = "Seed", description = "The same seed and table give the same pairs.")
    @Effect(predicate = AtRandom.class, type = Effect.EffectType.SHOW)
    @Layout(PairsSection.class)
    long m_seed = 1;

    @Widget(title = "Interpolation", description = "How the way leads from one code to the other.")
    @ValueSwitchWidget
    @Layout(WaySection.class)
    Way m_way = Way.SPHERICAL;

    @Widget(title = "Steps", description = "How many codes a way has, both ends among them: 2 to 10,000.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Layout(WaySection.class)
    int m_steps = 10;

    /** For a node whose inputs are not known. */
    LatentInterpolationParameters() {
    }

    /** @param input what is connected: the dialog begins with its suitable columns */
    LatentInterpolationParameters(final NodeParametersInput input) {
        m_classColumn = ColumnChoices.defaultClass(input, 0);
    }

    @Override
    public void validate() throws InvalidSettingsException {
        Checks.present("Latent columns", m_latentMode);
        Checks.present("Between", m_pairs);
        Checks.present("Which classes", m_classes);
        Checks.present("Interpolation", m_way);
        if (m_steps < 2 || m_steps > MOST_STEPS) {
            throw new InvalidSettingsException("A way has 2 to 10,000 steps, both ends among them, not " + m_steps
                + ".");
        }
        if (m_pairs == PairChoice.ROW_KEYS) {
            checkKeys();
        } else if (m_pairs == PairChoice.CLASS_MEANS && m_classes == ClassChoice.TWO) {
            checkClasses();
        } else if (m_pairs == PairChoice.RANDOM && (m_randomPairs < 1 || m_randomPairs > MOST_PAIRS)) {
            throw new InvalidSettingsException("The number of random pairs is 1 to 1,000,000, not " + m_randomPairs
                + ".");
        }
    }

    private void checkKeys() throws InvalidSettingsException {
        if (m_keyPairs.length == 0) {
            throw new InvalidSettingsException("No pair of rows is listed. Add one, or choose the pairs another way.");
        }
        final Set<String> seen = new HashSet<>();
        for (int i = 0; i < m_keyPairs.length; i++) {
            final KeyPair pair = m_keyPairs[i];
            if (pair.m_from.isEmpty() || pair.m_to.isEmpty()) {
                throw new InvalidSettingsException("Pair " + (i + 1) + " of the listed rows lacks a row key. Fill in "
                    + "both, or remove the pair.");
            }
            if (pair.m_from.equals(pair.m_to)) {
                throw new InvalidSettingsException("Pair " + (i + 1) + " leads from row '" + pair.m_from
                    + "' to itself. Choose two rows.");
            }
            if (!seen.add(pair.m_from + "\n" + pair.m_to)) {
                throw new InvalidSettingsException("The pair from '" + pair.m_from + "' to '" + pair.m_to
                    + "' is listed twice. Remove one.");
            }
        }
    }

    private void checkClasses() throws InvalidSettingsException {
        if (m_fromClass.isBlank() || m_toClass.isBlank()) {
            throw new InvalidSettingsException("Fill in both classes to interpolate between, or choose all pairs.");
        }
        if (m_fromClass.equals(m_toClass)) {
            throw new InvalidSettingsException("The way leads from class '" + m_fromClass
                + "' to itself. Choose two classes.");
        }
    }
}
