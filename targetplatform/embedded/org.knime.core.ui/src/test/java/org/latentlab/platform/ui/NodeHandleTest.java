package org.latentlab.platform.ui;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.container.ColumnRearranger;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.NodeFactory;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;
import org.knime.core.node.port.image.ImagePortObject;
import org.knime.core.node.port.image.ImagePortObjectSpec;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;
import org.knime.node.RequirePorts.PortsAdder;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.util.BooleanReference;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.ColumnChoicesProvider;
import org.knime.node.parameters.widget.choices.StringChoicesProvider;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.choices.util.ColumnSelectionUtil;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.text.TextInputWidget;
import org.latentlab.platform.core.EmbeddedProgressMonitor;
import org.latentlab.platform.core.ExecutionContexts;

class NodeHandleTest {

    private static final DataTableSpec SPEC =
        new DataTableSpec(new DataColumnSpecCreator("value", DoubleCell.TYPE).createSpec());

    private static final PortType[] TABLE = {BufferedDataTable.TYPE};

    private static final List<PortGroup> ONE_TABLE = List.of(table(PortGroup.Kind.FIXED));

    @TempDir
    private Path m_directory;

    static final class Params implements NodeParameters {

        @Widget(title = "Column", description = "The <i>column</i> to scale.")
        String m_column = "";

        @Widget(title = "Factor", description = "By what.", advanced = true)
        double m_factor = 2;

        Params() {
        }

        Params(final NodeParametersInput input) {
            m_column = ColumnSelectionUtil.getCompatibleColumnsOfFirstPort(input, DoubleValue.class).stream()
                .findFirst().map(c -> c.getName()).orElse("");
        }

        @Override
        public void validate() throws InvalidSettingsException {
            if (m_factor == 0) {
                throw new InvalidSettingsException("The factor must not be 0.");
            }
        }
    }

    private static void configure(final ConfigureInput in, final ConfigureOutput out) throws InvalidSettingsException {
        final Params parameters = in.getParameters();
        if (in.getInTableSpec(0).findColumnIndex(parameters.m_column) < 0) {
            throw new InvalidSettingsException("No column '" + parameters.m_column + "'.");
        }
        out.setOutSpecs(SPEC);
        out.setWarningMessage("from configure");
    }

    private static void execute(final ExecuteInput in, final ExecuteOutput out) throws CanceledExecutionException {
        final Params parameters = in.getParameters();
        final var exec = in.getExecutionContext();
        final var container = exec.createDataContainer(SPEC);
        for (final var row : in.getInTable(0)) {
            exec.checkCanceled();
            final int column = in.getInTable(0).getDataTableSpec().findColumnIndex(parameters.m_column);
            container.addRowToTable(new DefaultRow(row.getKey(),
                ((DoubleValue)row.getCell(column)).getDoubleValue() * parameters.m_factor));
        }
        container.close();
        out.setOutData(container.getTable());
    }

    /** Multiplies a column. */
    public static final class Scale extends DefaultNodeFactory {
        public Scale() {
            super(DefaultNode.create().name("Scale").icon("icon.png").shortDescription("Scales &amp; more.")
                .fullDescription("Scales a <b>column</b>.").sinceVersion(5, 8, 0)
                .ports(p -> p.addInputTable("In", "numbers").addOutputTable("Out", "scaled"))
                .model(m -> m.parametersClass(Params.class).configure(NodeHandleTest::configure)
                    .execute(NodeHandleTest::execute))
                .keywords("multiply", "factor"));
        }
    }

    private static PortGroup table(final PortGroup.Kind kind) {
        return new PortGroup(kind.name(), "In", "numbers", kind, TABLE[0], List.of(TABLE), 0);
    }

    private ExecutionContext exec() {
        return ExecutionContexts.create(m_directory, new EmbeddedProgressMonitor());
    }

    private BufferedDataTable table(final double... values) {
        final var container = exec().createDataContainer(SPEC);
        for (int i = 0; i < values.length; i++) {
            container.addRowToTable(new DefaultRow("Row" + i, values[i]));
        }
        container.close();
        return container.getTable();
    }

    @Test
    void theDeclarationCanBeRead() {
        final var node = NodeHandle.of(new Scale());
        assertEquals("Scale", node.name());
        assertEquals("Scales &amp; more.", node.shortDescription());
        assertEquals(List.of("multiply", "factor"), node.keywords());
        assertEquals(NodeFactory.NodeType.Manipulator, node.type());
        assertEquals(new PortGroup("In", "In", "numbers", PortGroup.Kind.FIXED, BufferedDataTable.TYPE,
            List.of(BufferedDataTable.TYPE), 1), node.inputGroups().get(0));
        assertEquals(List.of(
            new ParameterInfo("column", "Column", "The <i>column</i> to scale.", "Text", "", "", false, List.of()),
            new ParameterInfo("factor", "Factor", "By what.", "Number", "2.0", "", true, List.of())),
            node.parameters());
        assertThrows(IllegalStateException.class, node::icon);
        assertEquals(1, node.problems().size());
    }

    @Test
    void aNodeWithoutSettingsGetsDefaultsForWhatIsConnected() throws Exception {
        final var node = NodeHandle.of(new Scale());
        final var configured = node.configure(null, new PortObjectSpec[]{SPEC}, TABLE, TABLE);
        assertArrayEquals(new PortObjectSpec[]{SPEC}, configured.outSpecs());
        assertEquals("from configure", configured.warning());
        assertEquals("value", node.defaultSettings(new PortObjectSpec[]{SPEC}, TABLE).getString("column"));
        final var executed = node.execute(null, new PortObject[]{table(1, 2.5)}, TABLE, exec());
        final var rows = ((BufferedDataTable)executed.out()[0]).iterator();
        rows.next();
        assertEquals(new DoubleCell(5), rows.next().getCell(0));
        assertEquals("from configure", executed.warning());
    }

    @Test
    void settingsAreValidatedAndConfigureIsAskedBeforeExecution() throws Exception {
        final var node = NodeHandle.of(new Scale());
        final var settings = node.defaultSettings(new PortObjectSpec[]{SPEC}, TABLE);
        settings.addDouble("factor", 0);
        assertEquals("The factor must not be 0.", assertThrows(InvalidSettingsException.class,
            () -> node.configure(settings, new PortObjectSpec[]{SPEC}, TABLE, TABLE)).getMessage());
        settings.addDouble("factor", 1);
        settings.addString("column", "other");
        assertEquals("No column 'other'.", assertThrows(InvalidSettingsException.class,
            () -> node.execute(settings, new PortObject[]{table(1)}, TABLE, exec())).getMessage());
        assertThrows(InvalidSettingsException.class,
            () -> node.configure(new NodeSettings("model"), new PortObjectSpec[]{SPEC}, TABLE, TABLE));
    }

    @Test
    void inputsAreCheckedAndAnUnknownTableIsAnEmptyOne() {
        final var node = NodeHandle.of(new Scale());
        assertEquals("Incompatible port spec at port 0, expected: DataTableSpec, actual: ImagePortObjectSpec",
            assertThrows(InvalidSettingsException.class, () -> node.configure(null,
                new PortObjectSpec[]{new ImagePortObjectSpec(DoubleCell.TYPE)}, TABLE, TABLE)).getMessage());
        assertEquals("No column ''.", assertThrows(InvalidSettingsException.class,
            () -> node.configure(null, new PortObjectSpec[1], TABLE, TABLE)).getMessage());
        assertThrows(IllegalArgumentException.class,
            () -> node.execute(null, new PortObject[1], TABLE, exec()));
    }

    @Test
    void aCanceledRunEndsWithTheException() {
        final var monitor = new EmbeddedProgressMonitor();
        monitor.cancel();
        assertThrows(CanceledExecutionException.class, () -> NodeHandle.of(new Scale()).execute(null,
            new PortObject[]{table(1)}, TABLE, ExecutionContexts.create(m_directory, monitor)));
    }

    interface Execution {
        void run(ExecuteInput in, ExecuteOutput out) throws CanceledExecutionException, KNIMEException;
    }

    /** A source whose steps are given. */
    private static NodeHandle source(final Consumer<ConfigureOutput> configure, final Execution execute) {
        return NodeHandle.of(new DefaultNodeFactory(DefaultNode.create().name("Source").icon("i.png")
            .shortDescription("s").fullDescription("f").sinceVersion(5, 8, 0)
            .ports(p -> p.addOutputTable("Table", "t")).model(m -> m.withoutParameters()
                .configure((in, out) -> configure.accept(out)).execute(execute::run))) {
        });
    }

    private void executeSource(final Consumer<ConfigureOutput> configure, final Execution execute) throws Exception {
        source(configure, execute).execute(null, new PortObject[0], TABLE, exec());
    }

    @Test
    void aTableThatIsNotAsAnnouncedIsAnError() throws Exception {
        final var other = new DataTableSpec(new DataColumnSpecCreator("other", DoubleCell.TYPE).createSpec());
        final var more = new DataTableSpec(SPEC, other);
        final var narrower = new DataTableSpec(new DataColumnSpecCreator("value", IntCell.TYPE).createSpec());
        for (final var announced : List.of(other, more, narrower)) {
            final var e = assertThrows(IllegalStateException.class,
                () -> executeSource(out -> out.setOutSpec(0, announced), (in, out) -> out.setOutData(table(1))));
            assertTrue(e.getMessage().startsWith("DataSpec generated by configure does not match spec after execution"),
                e.getMessage());
        }
        executeSource(out -> out.setOutSpec(0, SPEC), (in, out) -> out.setOutData(0, table(1)));
        executeSource(out -> {
        }, (in, out) -> out.setOutData(table(1)));
    }

    @Test
    void anOutputThatIsMissingOrOfAnotherTypeIsAnError() {
        assertThrows(IllegalStateException.class, () -> executeSource(out -> {
        }, (in, out) -> {
        }));
        assertThrows(IllegalStateException.class, () -> executeSource(out -> {
        }, (in, out) -> out.setOutData(new ImagePortObject())));
        assertThrows(IndexOutOfBoundsException.class, () -> executeSource(out -> {
        }, (in, out) -> out.setOutData(table(1), table(2))));
        assertThrows(IndexOutOfBoundsException.class, () -> executeSource(out -> out.setOutSpec(1, SPEC),
            (in, out) -> out.setOutData(table(1))));
        assertThrows(IllegalStateException.class,
            () -> executeSource(out -> out.setOutSpec(0, new ImagePortObjectSpec(DoubleCell.TYPE)),
                (in, out) -> out.setOutData(table(1))));
    }

    @Test
    void theWarningOfTheExecutionReplacesThatOfTheConfiguration() throws Exception {
        final var node = source(out -> out.setWarningMessage("before"), (in, out) -> {
            assertNull(in.getParameters());
            out.setOutData(table(1));
            out.setWarningMessage("after");
        });
        assertEquals("after", node.execute(null, new PortObject[0], TABLE, exec()).warning());
        assertEquals(NodeFactory.NodeType.Source, node.type());
        assertTrue(node.defaultSettings(new PortObjectSpec[0], new PortType[0]).keySet().isEmpty());
    }

    @Test
    void portGroupsCanBeOptionalAndExtendable() {
        final var node = NodeHandle.of(new DefaultNodeFactory(DefaultNode.create().name("n").icon("i.png")
            .shortDescription("s").fullDescription("f").sinceVersion(5, 8, 0)
            .dynamicPorts(p -> p
                .addInputPortGroup("Table", g -> g.name("Table").description("t").fixed(BufferedDataTable.TYPE))
                .addInputPortGroup("Maybe",
                    g -> g.name("Maybe").description("m").optional().supportedTypes(ImagePortObject.TYPE))
                .addInputPortGroup("Given",
                    g -> g.name("Given").description("g").optional().supportedTypes(ImagePortObject.TYPE)
                        .defaultPortType(ImagePortObject.TYPE))
                .addInputPortGroup("Many",
                    g -> g.name("Many").description("m").extendable()
                        .supportedTypes(t -> t.equals(BufferedDataTable.TYPE))
                        .defaultNonFixedTypes(BufferedDataTable.TYPE, BufferedDataTable.TYPE))
                .addInputAndOutputPortGroup("Both",
                    g -> g.inputName("In").inputDescription("i").outputName("Out").outputDescription("o").extendable()
                        .supportedTypes(BufferedDataTable.TYPE)))
            .model(m -> m.withoutParameters().configure((in, out) -> {
            }).execute((in, out) -> {
            }))) {
        });
        assertEquals(List.of(PortGroup.Kind.FIXED, PortGroup.Kind.OPTIONAL, PortGroup.Kind.OPTIONAL,
            PortGroup.Kind.EXTENDABLE, PortGroup.Kind.EXTENDABLE),
            node.inputGroups().stream().map(PortGroup::kind).toList());
        assertEquals(List.of(1, 0, 1, 2, 0), node.inputGroups().stream().map(PortGroup::defaultCount).toList());
        assertEquals(ImagePortObject.TYPE, node.inputGroups().get(1).type());
        assertEquals(List.of(BufferedDataTable.TYPE), node.inputGroups().get(3).supportedTypes());
        assertEquals("Out", node.outputGroups().get(0).name());
    }

    private static void declare(final String name, final String description, final Consumer<PortsAdder> ports,
        final Class<? extends NodeParameters> parameters) {
        NodeHandle.of(new DefaultNodeFactory(DefaultNode.create().name(name).icon("i.png").shortDescription("s")
            .fullDescription(description).sinceVersion(5, 8, 0).ports(ports).model(m -> m.parametersClass(parameters)
                .configure((in, out) -> {
                }).execute((in, out) -> {
                }))) {
        });
    }

    static final class Unkept implements NodeParameters {
        Object m_object;
    }

    static final class BadDescription implements NodeParameters {
        @Widget(title = "t", description = "a < b")
        int m_number;
    }

    @Test
    void aDeclarationThatKnimeCouldNotShowIsRefused() {
        declare("n", "f", p -> p.addInputTable("A", "a").addOutputTable("B", "b"), null);
        final Consumer<PortsAdder> none = p -> {
        };
        for (final var wrong : List.<Runnable> of(() -> declare(" ", "f", none, null),
            () -> declare("n", "a & b", none, null), () -> declare("n", "<p>unclosed", none, null),
            () -> declare("n", "f", p -> p.addInputTable("A", "a").addInputTable("A", "b"), null),
            () -> declare("n", "f", p -> p.addInputTable("A", "a").addOutputTable("A", "b"), null),
            () -> declare("n", "f", p -> p.addInputTable("A", "1 < 2"), null),
            () -> declare("n", "f", p -> p.addInputTable("", "a"), null),
            () -> declare("n", "f", none, Unkept.class), () -> declare("n", "f", none, BadDescription.class))) {
            assertThrows(IllegalArgumentException.class, wrong::run);
        }
    }

    static final class Unnamed implements BooleanReference {
    }

    static final class Dangling implements NodeParameters {
        @Widget(title = "t", description = "d")
        @Effect(predicate = Unnamed.class, type = EffectType.SHOW)
        int m_number;
    }

    @Test
    void anEffectThatRefersToNothingIsAProblem() {
        assertEquals(1, DialogChecks.problems(Dangling.class, ONE_TABLE).size());
        assertEquals(List.of(), DialogChecks.problems(Params.class, ONE_TABLE));
        final var sample = DialogChecks.problems(SampleSourceParameters.class, ONE_TABLE);
        assertEquals(1, sample.size(), sample.toString());
        assertTrue(sample.get(0).contains("m_columns"), sample.get(0));
    }

    static final class DanglingSection implements NodeParameters {
        @Section(title = "s")
        @Effect(predicate = Unnamed.class, type = EffectType.SHOW)
        interface Outer {
            interface Inner {
            }
        }

        @Widget(title = "t", description = "d")
        @Layout(Outer.Inner.class)
        int m_number;
    }

    @Test
    void anEffectOnASectionThatRefersToNothingIsAProblem() {
        final var problems = DialogChecks.problems(DanglingSection.class, ONE_TABLE);
        assertEquals(1, problems.size(), problems.toString());
        assertTrue(problems.get(0).contains("DanglingSection$Outer "), problems.get(0));
    }

    static final class SecondPort implements ColumnChoicesProvider {
        @Override
        public List<DataColumnSpec> columnChoices(final NodeParametersInput input) {
            return input.getInTableSpec(1).map(spec -> spec.stream().toList()).orElse(List.of());
        }
    }

    static final class OfSecondPort implements NodeParameters {
        @Widget(title = "t", description = "d")
        @ChoicesProvider(SecondPort.class)
        String m_column = "";
    }

    @Test
    void choicesFromAPortThatANewNodeLacksAreAProblem() {
        final var fixed = table(PortGroup.Kind.FIXED);
        assertEquals(List.of(), DialogChecks.problems(OfSecondPort.class, List.of(fixed, fixed)));
        for (final var kind : List.of(PortGroup.Kind.OPTIONAL, PortGroup.Kind.EXTENDABLE)) {
            final var problems = DialogChecks.problems(OfSecondPort.class, List.of(fixed, table(kind)));
            assertEquals(1, problems.size(), problems.toString());
            assertTrue(problems.get(0).contains("1 input ports"), problems.get(0));
        }
    }

    static final class TextChoices implements StringChoicesProvider {
        @Override
        public List<String> choices(final NodeParametersInput input) {
            return List.of("a");
        }
    }

    static final class Misplaced implements NodeParameters {
        @NumberInputWidget
        String m_text = "";

        @ValueSwitchWidget
        boolean m_switch;

        @ChoicesProvider(TextChoices.class)
        EffectType m_choice = EffectType.SHOW;

        @TextInputWidget
        Optional<Integer> m_optional = Optional.empty();

        @NumberInputWidget
        Optional<Integer> m_fits = Optional.empty();
    }

    @Test
    void aWidgetOnAFieldThatItDoesNotFitIsAProblem() {
        final var problems = DialogChecks.problems(Misplaced.class, ONE_TABLE);
        assertEquals(4, problems.size(), problems.toString());
    }

    @Test
    void aNodeCanRearrangeColumns() throws Exception {
        final var node = NodeHandle.of(new DefaultNodeFactory(DefaultNode.create().name("n").icon("i.png")
            .shortDescription("s").fullDescription("f").sinceVersion(5, 8, 0)
            .ports(p -> p.addInputTable("In", "i").addOutputTable("Out", "o"))
            .model(m -> m.withoutParameters().rearrangeColumns((in, out) -> {
                final var rearranger = new ColumnRearranger(in.getDataTableSpec());
                rearranger.remove("value");
                out.setColumnRearranger(rearranger);
            }))) {
        });
        final var out = node.execute(null, new PortObject[]{table(1, 2)}, TABLE, exec()).out()[0];
        assertEquals(0, ((BufferedDataTable)out).getDataTableSpec().getNumColumns());
        assertEquals(2, ((BufferedDataTable)out).size());
    }
}
