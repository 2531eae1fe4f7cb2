package org.latentlab.runner;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import org.latentlab.platform.ui.NodeHandle;
import org.latentlab.runner.catalog.NodeCatalog;
import org.latentlab.runner.catalog.NodeDescription;
import org.latentlab.runner.text.Words;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code latentlab describe NODE}. */
@Command(name = "describe", mixinStandardHelpOptions = true, versionProvider = Main.Version.class,
    description = "Describes a node: what it does, its ports, its settings with their keys and defaults.")
final class DescribeCommand implements Callable<Integer> {

    private static final int SUGGESTIONS = 3;

    @ParentCommand
    private Main m_main;

    @Spec
    private CommandSpec m_spec;

    @Parameters(paramLabel = "NODE", arity = "1..*",
        description = "The node's name, e.g. Train VAE; capitals do not matter.")
    private List<String> m_name;

    @Override
    public Integer call() throws RunnerException {
        final PrintWriter out = m_spec.commandLine().getOut();
        final NodeCatalog catalog = m_main.catalog();
        catalog.registerPortTypes();
        final Map<String, NodeCatalog.Entry> entries = new LinkedHashMap<>();
        final Map<String, NodeHandle> nodes = new LinkedHashMap<>();
        for (NodeCatalog.Entry entry : catalog.entries()) {
            final NodeHandle node = catalog.open(entry);
            nodes.put(node.name(), node);
            entries.put(node.name(), entry);
        }
        final String wanted = String.join(" ", m_name).strip();
        final String name = nodes.keySet().stream().filter(wanted::equalsIgnoreCase).findFirst()
            .orElseThrow(() -> unknown(wanted, nodes));
        new NodeDescription(nodes.get(name), entries.get(name).category()).lines(Main.columns()).forEach(out::println);
        out.flush();
        return ExitCodes.OK;
    }

    private static RunnerException unknown(final String wanted, final Map<String, NodeHandle> nodes) {
        final List<String> near = Words.nearest(wanted, nodes.keySet(), SUGGESTIONS);
        return new RunnerException(ExitCodes.USAGE, "There is no node '" + wanted + "'. "
            + (near.isEmpty() ? "`latentlab nodes` lists them." : "Did you mean "
                + String.join(" or ", near.stream().map(n -> "'" + n + "'").toList()) + "?"));
    }
}
