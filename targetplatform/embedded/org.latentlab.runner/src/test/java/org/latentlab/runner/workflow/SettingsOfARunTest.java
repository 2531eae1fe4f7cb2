package org.latentlab.runner.workflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.latentlab.runner.ExitCodes;
import org.latentlab.runner.RunnerException;
import org.latentlab.runner.nodes.TestPassNodeFactory;
import org.latentlab.runner.nodes.TestSourceNodeFactory;
import org.latentlab.runner.settings.FlowValue;
import org.latentlab.runner.settings.WorkflowVariable;

/** Where a node's settings come from: the file, flow variables, options, its defaults. */
class SettingsOfARunTest extends RunTestCase {

    private static final String SOURCE = "Test Source (#1)/settings.xml";

    private static final String CSV = "Test Pass (#2) - Out.csv";

    private static WorkflowVariable variable(final String text) {
        return WorkflowVariable.parse(text);
    }

    @Test
    void takesTheSettingsOfTheFile() throws Exception {
        writeChain(n -> n.set("rows", 1).set("group/text", "from the file").set("mode", "SLOW"));
        assertEquals(ExitCodes.OK, run().exitCode());
        assertEquals("Row ID,name,value\nRow0,from the file|42|0.5|true|SLOW,0.5\n", csv(CSV));
    }

    @Test
    void runsWithDefaultsWhereTheModelIsMissing() throws Exception {
        writeChain(n -> n.set("rows", 7));
        final String text = Files.readString(m_workflow.resolve(SOURCE));
        Files.writeString(m_workflow.resolve(SOURCE),
            text.replaceFirst("(?s)    <config key=\"model\">.*?\n    </config>\n", ""));
        assertEquals(3, run().results().get(0).rows());
        assertEquals(5, run(List.of(), List.of("1,rows,5")).results().get(0).rows());
    }

    @Test
    void putsInFlowVariablesOfTheWorkflowAndTheCommandLine() throws Exception {
        final var workflow = builder().variable("n", new FlowValue.Whole(2)).variable("t", new FlowValue.Text("var"));
        final var source = workflow.node(TestSourceNodeFactory.class).bind("rows", "n")
            .bind("seed", "n").bind("rate", "n").bind("group/text", "t");
        workflow.connect(source, "Table", workflow.node(TestPassNodeFactory.class), "In")
            .write(m_workflow);
        run();
        assertEquals("Row ID,name,value\nRow0,var|2|2.0|true|FAST,0.5\nRow1,var|2|2.0|true|FAST,1.5\n", csv(CSV));
        run(List.of(variable("n,1,int")), List.of());
        assertEquals("Row ID,name,value\nRow0,var|1|1.0|true|FAST,0.5\n", csv(CSV));
    }

    @Test
    void refusesAFlowVariableThatIsMissingOrOfAnotherType() throws Exception {
        final var workflow = builder().variable("n", new FlowValue.Whole(2));
        workflow.node(TestSourceNodeFactory.class).bind("rows", "n");
        workflow.write(m_workflow);
        final RunnerException wrong = problem(List.of(variable("n,2.5,double")), List.of());
        assertEquals(ExitCodes.EXECUTE, wrong.exitCode());
        assertEquals("Node 'Test Source' (#1): The flow variable 'n' is of type double, but the setting 'rows' that it"
            + " controls is of type int. Give the variable another type.", wrong.getMessage());
        edit("workflow.knime", "value=\"n\"", "value=\"m\"");
        final RunnerException missing = problem();
        assertEquals(ExitCodes.EXECUTE, missing.exitCode());
        assertTrue(missing.getMessage().contains("'n'") && missing.getMessage().contains("does not exist"),
            missing.getMessage());
    }

    @Test
    void handsExposedSettingsOnAsVariables() throws Exception {
        writeChain(n -> n.set("label", "value").bind("label", "t"));
        edit(SOURCE, "<entry key=\"used_variable\" type=\"xstring\" value=\"t\"/>",
            "<entry key=\"used_variable\" type=\"xstring\" isnull=\"true\" value=\"\"/>");
        edit(SOURCE, "<entry key=\"exposed_variable\" type=\"xstring\" isnull=\"true\" value=\"\"/>",
            "<entry key=\"exposed_variable\" type=\"xstring\" value=\"which\"/>");
        edit("Test Pass (#2)/settings.xml", "    <entry key=\"customDescription\"",
            "    <config key=\"variables\"><entry key=\"version\" type=\"xstring\" value=\"V_2019_09_13\"/>"
                + "<config key=\"tree\"><config key=\"column\">"
                + "<entry key=\"used_variable\" type=\"xstring\" value=\"which\"/>"
                + "<entry key=\"exposed_variable\" type=\"xstring\" isnull=\"true\" value=\"\"/>"
                + "</config></config></config>\n    <entry key=\"customDescription\"");
        assertEquals(ExitCodes.OK, run().exitCode());
        final RunnerException other = problem(List.of(), List.of("1,label,other"));
        assertEquals("Node 'Test Pass' (#2): There is no column 'other'.", other.getMessage());
    }

    @Test
    void putsInOptionsOfEveryTypeAfterVariables() throws Exception {
        writeChain(n -> n);
        run(List.of(), List.of("1,rows,1", "1,group/text,a, b,String", "1,seed,-9,long", "1,rate,0.25,double",
            "1,flag,false", "1,mode,SLOW", "1,maybe_is_present,true"));
        assertEquals("Row ID,name,value\nRow0,\"a, b|-9|0.25|false|SLOW\",0.5\n", csv(CSV));
    }

    @Test
    void letsAnOptionTakeThePlaceOfAVariableAndSaysSo() throws Exception {
        writeChain(n -> n.bind("rows", "n"));
        assertEquals(4, run(List.of(variable("n,9,int")), List.of("1,rows,4")).results().get(0).rows());
        assertEquals(4, run(List.of(), List.of("1,rows,4")).results().get(0).rows());
        assertEquals("The option for 'rows' of Test Source (#1) takes the place of the flow variable 'n'.",
            m_listener.m_notices.get(0));
    }

    @Test
    void warnsOfOptionsForUnknownNodesAndKeysAndRunsOn() throws Exception {
        writeChain(n -> n);
        assertEquals(ExitCodes.OK, run(List.of(), List.of("9,rows,1", "1,row,1", "1,grup/text,x")).exitCode());
        assertEquals(3, m_listener.m_notices.size(), m_listener.m_notices::toString);
        assertTrue(m_listener.m_notices.get(0).contains("no node #9")
            && m_listener.m_notices.get(0).contains("Test Source (#1)"));
        assertTrue(m_listener.m_notices.get(1).contains("no setting 'row'")
            && m_listener.m_notices.get(1).contains("Near: rows"));
        assertTrue(m_listener.m_notices.get(2).contains("Near: group/text"));
    }

    @Test
    void refusesOptionsOfAnotherTypeOrThatTheNodeRefuses() throws Exception {
        writeChain(n -> n);
        for (String option : List.of("1,rows,many", "1,rows,1,String", "1,rows,-1", "1,mode,WARP", "1,flag,perhaps",
            "1,group,x")) {
            final RunnerException problem = problem(List.of(), List.of(option));
            assertEquals(ExitCodes.LOAD, problem.exitCode(), option);
            assertTrue(problem.getMessage().contains("Test Source"), problem.getMessage());
        }
        assertTrue(problem(List.of(), List.of("1,rows,-1")).getMessage()
            .contains("The number of rows is -1, but has to be at least 0."));
        assertFalse(Files.exists(m_out), "an output directory was left behind");
    }

    @Test
    void namesNodeAndKeyOfASettingThatDoesNotLoad() throws Exception {
        writeChain(n -> n);
        edit(SOURCE, "<entry key=\"seed\" type=\"xlong\" value=\"42\"/>", "");
        final RunnerException problem = problem();
        assertEquals(ExitCodes.LOAD, problem.exitCode());
        assertTrue(problem.getMessage().startsWith("Node 'Test Source' (#1): its settings cannot be loaded:")
            && problem.getMessage().contains("seed") && problem.getMessage().contains("latentlab describe"),
            problem.getMessage());
    }

    @Test
    void findsAWrongSettingAtTheEndBeforeAnythingRuns() throws Exception {
        writeChain(n -> n);
        final RunnerException problem = problem(List.of(), List.of("2,column,weight"));
        assertEquals(ExitCodes.EXECUTE, problem.exitCode());
        assertEquals("Node 'Test Pass' (#2): There is no column 'weight'.", problem.getMessage());
        assertEquals(List.of(), m_listener.m_started);
    }

    @Test
    void saysThatAnOptionOrAFlowVariableMayBeToBlame() throws Exception {
        writeChain(n -> n.bind("seed", "n"));
        assertEquals("Node 'Test Source' (#1): its settings cannot be loaded: The number of rows is -1, but has to be "
            + "at least 0. Correct the option 1,rows,-1 or the flow variable 'n' or the setting in the node's dialog "
            + "in KNIME or in its settings.xml; `latentlab describe 'Test Source'` lists the settings.",
            problem(List.of(variable("n,1,int")), List.of("1,rows,-1")).getMessage());
    }

    @Test
    void namesAllNodesWithWrongSettingsAtOnce() throws Exception {
        final var workflow = builder();
        final var source = workflow.node(TestSourceNodeFactory.class);
        final var first = workflow.node(TestPassNodeFactory.class);
        workflow.connect(source, "Table", first, "In")
            .connect(source, "Table", workflow.node(TestPassNodeFactory.class), "In")
            .connect(first, "Out", workflow.node(TestPassNodeFactory.class), "In").write(m_workflow);
        final RunnerException problem =
            problem(List.of(), List.of("2,column,weight", "3,column,height", "4,column,length"));
        assertEquals(ExitCodes.EXECUTE, problem.exitCode());
        assertEquals("Node 'Test Pass' (#2): There is no column 'weight'.\n"
            + "Node 'Test Pass' (#3): There is no column 'height'.", problem.getMessage(), "#4 gets no table");
    }

    @Test
    void leavesTheWorkflowAsItIs() throws Exception {
        writeChain(n -> n);
        final List<String> before = contents();
        run(List.of(), List.of("1,rows,1"));
        assertEquals(before, contents());
    }

    private List<String> contents() throws Exception {
        try (var files = Files.walk(m_workflow)) {
            final List<String> contents = new ArrayList<>();
            for (var file : files.sorted().toList()) {
                contents.add(file + (Files.isDirectory(file) ? "" : Files.readString(file)));
            }
            return contents;
        }
    }
}
