package org.latentlab.platform.ui;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.data.DataType;
import org.knime.core.data.def.StringCell;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.WidgetGroup;
import org.knime.node.parameters.array.ArrayWidget;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.persistence.Persist;
import org.knime.node.parameters.persistence.Persistable;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.StringChoicesProvider;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.choices.filter.ColumnFilter;
import org.knime.node.parameters.widget.choices.filter.StringFilter;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.text.TextAreaWidget;

/** The parameters of the sample plug-in's source node as they stand there, but for the credentials. */
public final class SampleSourceParameters implements NodeParameters {
    @Section(title = "Basics")
    interface BasicsSection { }

    @Section(title = "More", description = "more things")
    @After(BasicsSection.class)
    interface MoreSection { }

    enum Mode { @Label("Fast one") FAST, @Label(value = "Slow one", description = "d") SLOW }

    static final class ModeRef implements ParameterReference<Mode> { }

    static final class IsSlow implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(ModeRef.class).isOneOf(Mode.SLOW);
        }
    }

    static final class Names implements StringChoicesProvider {
        @Override
        public List<String> choices(final NodeParametersInput in) {
            return List.of("a", "b", "c");
        }
    }

    static final class Item implements NodeParameters {
        @Widget(title = "Label", description = "")
        String m_label = "x";
        @Widget(title = "Weight", description = "")
        double m_weight = 1.0;
    }

    static final class Group implements WidgetGroup, Persistable {
        @Widget(title = "Nested flag", description = "")
        boolean m_nestedFlag = true;
        @Widget(title = "Nested text", description = "")
        String m_nestedText = "nested";
    }

    @Widget(title = "Prefix", description = "prefix of the names")
    @Layout(BasicsSection.class)
    String m_prefix = "n";

    @Widget(title = "Row count", description = "number of rows")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Layout(BasicsSection.class)
    int m_rowCount = 3;

    @Widget(title = "Seed", description = "", advanced = true)
    long m_seed = 42L;

    @Widget(title = "Temperature", description = "")
    double m_temperature = 0.7;

    @Widget(title = "Flag", description = "")
    boolean m_flag = true;

    @Widget(title = "Mode", description = "")
    @ValueReference(ModeRef.class)
    @ValueSwitchWidget
    @Layout(MoreSection.class)
    Mode m_mode = Mode.FAST;

    @Widget(title = "Only slow", description = "")
    @Effect(predicate = IsSlow.class, type = Effect.EffectType.SHOW)
    @Layout(MoreSection.class)
    @TextAreaWidget(rows = 3)
    String m_onlySlow = "line1\nline2 <&>\"é";

    @Widget(title = "Maybe text", description = "")
    Optional<String> m_maybeText = Optional.empty();

    @Widget(title = "Maybe int", description = "")
    Optional<Integer> m_maybeInt = Optional.of(7);

    @Widget(title = "Choice", description = "")
    @ChoicesProvider(Names.class)
    String m_choice = "a";

    @Widget(title = "Choices", description = "")
    @ChoicesProvider(Names.class)
    String[] m_choices = {"a", "c"};

    @Widget(title = "Items", description = "")
    @ArrayWidget(elementTitle = "Item")
    Item[] m_items = {new Item(), new Item()};

    Group m_group = new Group();

    @Widget(title = "Columns", description = "")
    ColumnFilter m_columns = new ColumnFilter(new String[]{"value"});

    @Widget(title = "Strings", description = "")
    @ChoicesProvider(Names.class)
    StringFilter m_strings = new StringFilter(new String[]{"b"});


    @Widget(title = "Date", description = "")
    LocalDate m_date = LocalDate.of(2026, 1, 2);

    @Widget(title = "Type", description = "")
    DataType m_type = StringCell.TYPE;

    @Persist(configKey = "custom_key")
    String m_renamed = "renamed";

    int[] m_intArray = {1, 2, 3};

    String noPrefix = "without m_ prefix";

    @Override
    public void validate() throws InvalidSettingsException {
        if (m_prefix == null || m_prefix.isBlank()) {
            throw new InvalidSettingsException("Prefix must not be blank (validate).");
        }
    }
}
