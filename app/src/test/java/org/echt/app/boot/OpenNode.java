package org.echt.app.boot;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.function.Consumer;
import org.echt.app.cli.Answers;
import org.echt.app.cli.Backups;
import org.echt.app.cli.DemoOptions;
import org.echt.app.cli.Finding;
import org.echt.app.cli.GlobalOptions;
import org.echt.app.cli.ServeOptions;
import org.echt.app.cli.Starter;
import org.echt.app.cli.Workbench;
import org.echt.app.keys.Keystore;

/** Commands on a node that is open already and stays so: opening one anew for each costs more than the commands. */
record OpenNode(Node node) implements Starter {
    @Override
    public Workbench open(GlobalOptions options) {
        return (Workbench) Proxy.newProxyInstance(
                Workbench.class.getClassLoader(), new Class<?>[] {Workbench.class}, (_, method, arguments) -> {
                    try {
                        return method.getName().equals("close") ? null : method.invoke(node, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Override
    public Keystore keystore(GlobalOptions options) {
        return Keystores.of(node.config().keys());
    }

    @Override
    public Answers answers() {
        throw new IllegalStateException("no verdict is worded here");
    }

    @Override
    public Backups backups() {
        throw new IllegalStateException("no backup is made here");
    }

    @Override
    public void examine(GlobalOptions options, Consumer<Finding> findings) {
        throw new IllegalStateException("nothing is examined here");
    }

    @Override
    public int serve(GlobalOptions options, ServeOptions serve) {
        throw new IllegalStateException("nothing is served here");
    }

    @Override
    public int demo(GlobalOptions options, DemoOptions demo) {
        throw new IllegalStateException("no demo here");
    }
}
