package org.latentlab.runner.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latentlab.runner.ExitCodes;
import org.latentlab.runner.RunnerException;

class CommandLineFormsTest {

    @TempDir
    private Path m_directory;

    @Test
    void readsNodeOptionsWithAndWithoutType() {
        assertEquals(new NodeOption(3, new SettingsPath(List.of("group", "text")), "a, b", Optional.empty()),
            NodeOption.parse("3,group/text,a, b"));
        assertEquals(new NodeOption(3, new SettingsPath(List.of("rows")), "7", Optional.of(ValueKind.INT)),
            NodeOption.parse("3,rows,7,int"));
        assertEquals(new NodeOption(3, new SettingsPath(List.of("text")), "x,int", Optional.of(ValueKind.STRING)),
            NodeOption.parse("#3,text,x,int,StringCell"));
        assertEquals(new NodeOption(3, new SettingsPath(List.of("text")), "x,int", Optional.empty()),
            NodeOption.parse("3,text,\"x,int\""));
        assertEquals("", NodeOption.parse("3,text,").value());
    }

    @Test
    void saysWhatIsWrongWithAnOption() {
        for (String wrong : List.of("3", "3,rows", "x,rows,7", "3/1,rows,7", "3,,7", "")) {
            final String message =
                assertThrows(IllegalArgumentException.class, () -> NodeOption.parse(wrong)).getMessage();
            assertTrue(message.contains("'" + wrong + "'"), message);
        }
    }

    @Test
    void readsWorkflowVariables() {
        assertEquals(new WorkflowVariable("n", new FlowValue.Whole(-5)), WorkflowVariable.parse("n,-5,int"));
        assertEquals(new WorkflowVariable("x", new FlowValue.Real(0.5)), WorkflowVariable.parse("x,0.5,double"));
        assertEquals(new WorkflowVariable("s", new FlowValue.Text("a,b")),
            WorkflowVariable.parse("s,\"a,b\",String"));
        assertEquals(new WorkflowVariable("s", new FlowValue.Text("a,b")), WorkflowVariable.parse("s,a,b,String"));
        assertEquals(new WorkflowVariable("s", new FlowValue.Text("")), WorkflowVariable.parse("s,,String"));
        for (String wrong : List.of("n", "n,5", "n,five,int", "n,5,number", ",5,int", "n,1.5,int")) {
            assertThrows(IllegalArgumentException.class, () -> WorkflowVariable.parse(wrong), wrong);
        }
    }

    @Test
    void readsPreferencesByScopeAndPassesOverDefaults() throws Exception {
        final Path file = Files.writeString(m_directory.resolve("p.epf"), "file_export_version=3.0\n\\!/=\n"
            + "/default/org.example/a=1\n/configuration/org.example/b=2\n/instance/org.example/b=3\n"
            + "/profile/org.example/c=4\n/instance/org.example/d=C\\:/cache\n");
        assertEquals(Map.of("org.example.b", "3", "org.example.c", "4", "org.example.d", "C:/cache"),
            Preferences.read(file));
    }

    @Test
    void refusesAFileThatIsNoPreferencesFile() throws Exception {
        final Path file = Files.writeString(m_directory.resolve("p.epf"), "/instance/org.example/b=3\n");
        final RunnerException foreign = assertThrows(RunnerException.class, () -> Preferences.read(file));
        assertEquals(ExitCodes.USAGE, foreign.exitCode());
        assertTrue(foreign.getMessage().contains("file_export_version=3.0"));
        final RunnerException missing =
            assertThrows(RunnerException.class, () -> Preferences.read(m_directory.resolve("no.epf")));
        assertEquals(ExitCodes.USAGE, missing.exitCode());
        assertTrue(missing.getMessage().contains("no.epf"));
    }
}
