package org.latentlab.runner.workflow;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.latentlab.runner.RunnerException;
import org.latentlab.runner.build.NodeBuilder;
import org.latentlab.runner.build.WorkflowBuilder;
import org.latentlab.runner.catalog.NodeCatalog;
import org.latentlab.runner.nodes.TestHooks;
import org.latentlab.runner.nodes.TestPassNodeFactory;
import org.latentlab.runner.nodes.TestPlugin;
import org.latentlab.runner.nodes.TestSourceNodeFactory;
import org.latentlab.runner.settings.FlowValue;
import org.latentlab.runner.settings.NodeOption;
import org.latentlab.runner.settings.WorkflowVariable;

/** A workflow directory, an output directory and the ways to run one into the other. */
abstract class RunTestCase {

    @TempDir
    Path m_temp;

    NodeCatalog m_catalog;

    Path m_workflow;

    Path m_out;

    final RecordingListener m_listener = new RecordingListener();

    @BeforeEach
    void prepare() throws Exception {
        m_catalog = TestPlugin.catalog(m_temp.resolve("plugin"));
        m_workflow = m_temp.resolve("workflow");
        m_out = m_temp.resolve("out");
    }

    @AfterEach
    void unhook() {
        TestHooks.set(TestHooks.NONE);
    }

    WorkflowBuilder builder() {
        return new WorkflowBuilder("test", m_catalog);
    }

    /** Source → Pass, the source's settings as given; there is a variable n with value 3 and t with value "t". */
    void writeChain(final UnaryOperator<NodeBuilder> source) throws Exception {
        final WorkflowBuilder workflow =
            builder().variable("n", new FlowValue.Whole(3)).variable("t", new FlowValue.Text("t"));
        final NodeBuilder first = source.apply(workflow.node(TestSourceNodeFactory.class));
        workflow.connect(first, "Table", workflow.node(TestPassNodeFactory.class), "In").write(m_workflow);
    }

    RunReport run(final List<WorkflowVariable> variables, final List<String> options) throws RunnerException {
        return run(new RunRequest(m_workflow, variables, options.stream().map(NodeOption::parse).toList(), m_out, 2,
            false));
    }

    RunReport run() throws RunnerException {
        return run(List.of(), List.of());
    }

    RunReport run(final RunRequest request) throws RunnerException {
        return new WorkflowRun(request, m_catalog, m_listener, failure -> {
            // the results tell
        }).execute();
    }

    RunnerException problem(final List<WorkflowVariable> variables, final List<String> options) {
        return assertThrows(RunnerException.class, () -> run(variables, options));
    }

    RunnerException problem() {
        return problem(List.of(), List.of());
    }

    String csv(final String name) throws IOException {
        return Files.readString(m_out.resolve(name));
    }

    /** Replaces a text in a file of the workflow; fails where it is not there. */
    void edit(final String file, final String from, final String to) throws IOException {
        final Path path = m_workflow.resolve(file);
        final String text = Files.readString(path);
        if (!text.contains(from)) {
            throw new AssertionError("no '" + from + "' in " + text);
        }
        Files.writeString(path, text.replace(from, to));
    }
}
