<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en_US">
<context>
    <name>Cohort</name>
    <message>
        <source>C&amp;ohort</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The cohort: a table with a row for each case, saved with the scene.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cohort</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a new one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is in the cohort.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add cases</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add cases from the scene, a folder, CSV or DICOM files.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find duplicates, torn patients, leaks, typos, bad files.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Split…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mark cases for training and test, patient by patient.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the cohort as CSV, with units and descriptions in a second file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the last step has to tell.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only cases in which every word stands somewhere; label=benign asks one column.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter, such as  hand  or  label=benign</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show a slice of every case in the list; made by the engine once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The cases. Up and down move; Enter shows one in the views; right-click for more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cases</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>Show the case in the views; Enter does the same.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Take the last change back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Do again what was undone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All values of the chosen case.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All values of the case; double-click to change one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Values of the case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the last check found.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Warnings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click to see the case.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Report</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>Read or print what the check found.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Engine</name>
    <message>
        <source>&amp;Runs in</source>
        <translation>运行于(&amp;R)</translation>
    </message>
    <message>
        <source>Which Python computes. It is never Slicer&apos;s own unless you choose so.</source>
        <translation>用哪个 Python 计算。除非您选择，否则不会使用 Slicer 自己的 Python。</translation>
    </message>
    <message>
        <source>&amp;Python</source>
        <translation>&amp;Python</translation>
    </message>
    <message>
        <source>A Python from 3.10 to 3.13 that has the engine&apos;s libraries, for example of a conda environment.</source>
        <translation>装有引擎程序库的 Python（3.10 至 3.13），例如某个 conda 环境中的。</translation>
    </message>
    <message>
        <source>Co&amp;mmand</source>
        <translation>命令(&amp;M)</translation>
    </message>
    <message>
        <source>A command that starts an engine and connects to its input and output. A remote engine receives the images.</source>
        <translation>启动引擎并连接其输入和输出的命令。远程引擎会收到图像。</translation>
    </message>
    <message>
        <source>ssh gpu01 medaiassist serve</source>
        <translation>ssh gpu01 medaiassist serve</translation>
    </message>
    <message>
        <source>Install packages into Slicer&apos;s Python…</source>
        <translation>将软件包安装到 Slicer 的 Python…</translation>
    </message>
    <message>
        <source>Slicer asks first, and keeps its own numpy, SciPy and SimpleITK as they are.</source>
        <translation>Slicer 会先询问，并保持自己的 numpy、SciPy 和 SimpleITK 不变。</translation>
    </message>
    <message>
        <source>&amp;Install</source>
        <translation>安装(&amp;I)</translation>
    </message>
    <message>
        <source>Remo&amp;ve…</source>
        <translation>移除(&amp;V)…</translation>
    </message>
    <message>
        <source>Advanced</source>
        <translation>高级</translation>
    </message>
    <message>
        <source>PyTor&amp;ch</source>
        <translation>PyTor&amp;ch</translation>
    </message>
    <message>
        <source>Which build of PyTorch is installed. The builds for GPUs are several times larger.</source>
        <translation>安装哪种 PyTorch 版本。GPU 版本要大好几倍。</translation>
    </message>
    <message>
        <source>&amp;Folder</source>
        <translation>文件夹(&amp;F)</translation>
    </message>
    <message>
        <source>Where the environment lies; empty: .medaiassist in your home folder. Keep it short on Windows. The space it takes is shown above.</source>
        <translation>环境所在的位置；留空：主文件夹中的 .medaiassist。在 Windows 上路径宜短。占用的空间显示在上方。</translation>
    </message>
    <message>
        <source>&amp;Offline folder</source>
        <translation>离线文件夹(&amp;O)</translation>
    </message>
    <message>
        <source>A folder of package files (wheels) to install from, without any network; empty: from the network.</source>
        <translation>存放安装包（wheel）的文件夹，安装时不使用网络；留空：从网络安装。</translation>
    </message>
    <message>
        <source>&amp;Base Python</source>
        <translation>基础 Python(&amp;B)</translation>
    </message>
    <message>
        <source>The Python from 3.10 to 3.13 to build on; empty: found automatically, or downloaded.</source>
        <translation>用来建立环境的 Python（3.10 至 3.13）；留空：自动查找，找不到则下载。</translation>
    </message>
    <message>
        <source>Pro&amp;xy</source>
        <translation>代理(&amp;X)</translation>
    </message>
    <message>
        <source>The proxy for downloads, as http://host:port; empty: as the system has it. A proxy with a password is not remembered.</source>
        <translation>下载所用的代理，格式为 http://主机:端口；留空：使用系统设置。带密码的代理不会被记住。</translation>
    </message>
    <message>
        <source>http://host:8080</source>
        <translation>http://host:8080</translation>
    </message>
    <message>
        <source>Chec&amp;k</source>
        <translation>检查(&amp;K)</translation>
    </message>
    <message>
        <source>Let the engine try its libraries and devices; takes about 2 seconds.</source>
        <translation>让引擎试用其程序库和设备；约需 2 秒。</translation>
    </message>
    <message>
        <source>Restar&amp;t</source>
        <translation>重新启动(&amp;T)</translation>
    </message>
    <message>
        <source>Stop the engine, cancel its jobs and start a fresh one.</source>
        <translation>停止引擎，取消其任务，并启动一个新的引擎。</translation>
    </message>
    <message>
        <source>&amp;Log</source>
        <translation>日志(&amp;L)</translation>
    </message>
    <message>
        <source>Show what the engine wrote last.</source>
        <translation>显示引擎最近输出的内容。</translation>
    </message>
    <message>
        <source>Cop&amp;y</source>
        <translation>复制(&amp;Y)</translation>
    </message>
    <message>
        <source>Copy the text below, for a report. It holds no patient data.</source>
        <translation>复制下面的文字，用于报告问题。其中不含患者数据。</translation>
    </message>
</context>
<context>
    <name>FeatureTables</name>
    <message>
        <source>Feature tables: show them beside the slices, save them for other programs.</source>
        <translation>特征表：在切片旁显示，或保存供其他程序使用。</translation>
    </message>
    <message>
        <source>Feature table</source>
        <translation>特征表</translation>
    </message>
    <message>
        <source>The table to show or to export.</source>
        <translation>要显示或导出的表格。</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>Show the table beside the slices. The arrow keys in it move the slices along.</source>
        <translation>在切片旁显示表格。在表格中按方向键，切片随之移动。</translation>
    </message>
    <message>
        <source>Export CSV…</source>
        <translation>导出 CSV…</translation>
    </message>
    <message>
        <source>Save the table as CSV, with units and descriptions in a second file.</source>
        <translation>将表格保存为 CSV，单位和说明另存一个文件。</translation>
    </message>
</context>
<context>
    <name>MedAIAssist</name>
    <message>
        <source>MedAIAssist</source>
        <translation>MedAIAssist</translation>
    </message>
    <message>
        <source>Cleans up medical images, finds edges, and measures features: radiomics, SIFT, SURF, HOG and texture, as tables and pictures. All heavy work runs in a separate process. For research use only. See the &lt;a href=&quot;{homepage}&quot;&gt;documentation&lt;/a&gt;.</source>
        <translation>改善医学图像、查找边缘，并测量特征：影像组学、SIFT、SURF、HOG 和纹理，输出为表格和图像。所有繁重的计算都在单独的进程中运行。仅供研究使用。参见&lt;a href=&quot;{homepage}&quot;&gt;文档&lt;/a&gt;。</translation>
    </message>
    <message>
        <source>Licensed under the Apache License 2.0.</source>
        <translation>依据 Apache License 2.0 许可发布。</translation>
    </message>
</context>
<context>
    <name>MedAIAssist.catalog</name>
    <message>
        <source>Denoise</source>
        <translation>去噪</translation>
    </message>
    <message>
        <source>Non-local means</source>
        <translation>非局部均值</translation>
    </message>
    <message>
        <source>Averages similar patches: removes noise and keeps edges and texture best.</source>
        <translation>对相似的图像块取平均：去除噪声，同时最好地保留边缘和纹理。</translation>
    </message>
    <message>
        <source>The volume to work on.</source>
        <translation>要处理的体数据。</translation>
    </message>
    <message>
        <source>Only voxels inside any of its segments change.</source>
        <translation>只改变其任一片段内的体素。</translation>
    </message>
    <message>
        <source>Only voxels inside these boxes change.</source>
        <translation>只改变这些框内的体素。</translation>
    </message>
    <message>
        <source>Strength</source>
        <translation>去噪强度</translation>
    </message>
    <message>
        <source>Larger removes more noise and fine detail.</source>
        <translation>值越大，去除的噪声和细节越多。</translation>
    </message>
    <message>
        <source>Rician noise</source>
        <translation>莱斯噪声</translation>
    </message>
    <message>
        <source>For magnitude MR: also removes the noise&apos;s brightening of dark areas.</source>
        <translation>用于幅值 MR 图像：同时消除噪声使暗区变亮的偏差。</translation>
    </message>
    <message>
        <source>Neighbourhood</source>
        <translation>邻域</translation>
    </message>
    <message>
        <source>Volume looks at neighbours in all slices; slice by slice suits thick slices and cine.</source>
        <translation>“整个体数据”考察所有切片中的邻域；“逐层”适合厚层图像和电影序列。</translation>
    </message>
    <message>
        <source>Whole volume (3D)</source>
        <translation>整个体数据（3D）</translation>
    </message>
    <message>
        <source>Slice by slice (2D)</source>
        <translation>逐层（2D）</translation>
    </message>
    <message>
        <source>Patch radius</source>
        <translation>图像块半径</translation>
    </message>
    <message>
        <source>Larger compares larger patterns.</source>
        <translation>值越大，比较的图案越大。</translation>
    </message>
    <message>
        <source>voxels</source>
        <translation>体素</translation>
    </message>
    <message>
        <source>Search radius</source>
        <translation>搜索半径</translation>
    </message>
    <message>
        <source>Larger finds more similar patches: smoother, much slower.</source>
        <translation>值越大，找到的相似图像块越多：更平滑，但慢得多。</translation>
    </message>
    <message>
        <source>Noise</source>
        <translation>噪声</translation>
    </message>
    <message>
        <source>Standard deviation of the noise; a larger value smooths more. Automatic estimates it from the volume.</source>
        <translation>噪声的标准差；值越大越平滑。“自动”由体数据估计。</translation>
    </message>
    <message>
        <source>intensity</source>
        <translation>强度</translation>
    </message>
    <message>
        <source>Gaussian</source>
        <translation>高斯</translation>
    </message>
    <message>
        <source>Blurs evenly; fast, softens edges too.</source>
        <translation>均匀模糊；速度快，但边缘也会变软。</translation>
    </message>
    <message>
        <source>Sigma</source>
        <translation>σ（标准差）</translation>
    </message>
    <message>
        <source>Larger blurs more.</source>
        <translation>值越大越模糊。</translation>
    </message>
    <message>
        <source>mm</source>
        <translation>mm</translation>
    </message>
    <message>
        <source>Median</source>
        <translation>中值</translation>
    </message>
    <message>
        <source>Removes single bright or dark specks and keeps edges.</source>
        <translation>去除孤立的亮点或暗点，保留边缘。</translation>
    </message>
    <message>
        <source>Radius</source>
        <translation>半径</translation>
    </message>
    <message>
        <source>Larger removes larger specks and rounds corners.</source>
        <translation>值越大，去除的斑点越大，拐角也越圆。</translation>
    </message>
    <message>
        <source>Bilateral</source>
        <translation>双边</translation>
    </message>
    <message>
        <source>Averages neighbours of similar intensity: smooth areas, sharp edges.</source>
        <translation>对强度相近的邻域取平均：区域平滑，边缘清晰。</translation>
    </message>
    <message>
        <source>Spatial sigma</source>
        <translation>空间 σ</translation>
    </message>
    <message>
        <source>Larger averages over a wider area, slower.</source>
        <translation>值越大，取平均的范围越广，也越慢。</translation>
    </message>
    <message>
        <source>Intensity sigma; larger blurs weaker edges.</source>
        <translation>强度 σ；值越大，较弱的边缘越模糊。</translation>
    </message>
    <message>
        <source>x noise</source>
        <translation>× 噪声</translation>
    </message>
    <message>
        <source>Anisotropic diffusion</source>
        <translation>各向异性扩散</translation>
    </message>
    <message>
        <source>Lets intensities flow within areas but not across their edges.</source>
        <translation>让强度在区域内部扩散，但不越过区域的边缘。</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>方法</translation>
    </message>
    <message>
        <source>Curvature keeps thin structures better; gradient flattens areas more.</source>
        <translation>“曲率”更好地保留细小结构；“梯度”使区域更平坦。</translation>
    </message>
    <message>
        <source>Curvature</source>
        <translation>曲率</translation>
    </message>
    <message>
        <source>Gradient</source>
        <translation>梯度</translation>
    </message>
    <message>
        <source>Iterations</source>
        <translation>迭代次数</translation>
    </message>
    <message>
        <source>More smooths more.</source>
        <translation>次数越多越平滑。</translation>
    </message>
    <message>
        <source>Conductance</source>
        <translation>传导系数</translation>
    </message>
    <message>
        <source>Larger smooths stronger edges too.</source>
        <translation>值越大，较强的边缘也会被平滑。</translation>
    </message>
    <message>
        <source>Total variation</source>
        <translation>全变分</translation>
    </message>
    <message>
        <source>Finds the flattest image close to this one: cartoon-like, crisp edges.</source>
        <translation>求与原图接近的最平坦图像：类似卡通画，边缘清晰。</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Larger gives flatter, simpler areas.</source>
        <translation>值越大，区域越平坦、越简单。</translation>
    </message>
    <message>
        <source>Iterations at most</source>
        <translation>最大迭代次数</translation>
    </message>
    <message>
        <source>More comes closer to the optimum.</source>
        <translation>次数越多越接近最优解。</translation>
    </message>
    <message>
        <source>Enhance</source>
        <translation>增强</translation>
    </message>
    <message>
        <source>Rescale intensities</source>
        <translation>强度缩放</translation>
    </message>
    <message>
        <source>Multiplies by a factor and adds an offset.</source>
        <translation>乘以系数并加上偏移量。</translation>
    </message>
    <message>
        <source>Factor</source>
        <translation>系数</translation>
    </message>
    <message>
        <source>Larger raises the contrast.</source>
        <translation>值越大，对比度越高。</translation>
    </message>
    <message>
        <source>Offset</source>
        <translation>偏移量</translation>
    </message>
    <message>
        <source>Larger makes everything brighter.</source>
        <translation>值越大，整体越亮。</translation>
    </message>
    <message>
        <source>Absolute value</source>
        <translation>取绝对值</translation>
    </message>
    <message>
        <source>Makes negative results positive.</source>
        <translation>将负的结果变为正值。</translation>
    </message>
    <message>
        <source>Intensity window</source>
        <translation>强度窗</translation>
    </message>
    <message>
        <source>Clips intensities to a window or percentiles and stretches them to a range.</source>
        <translation>将强度截断到窗或百分位数之间，再拉伸到指定范围。</translation>
    </message>
    <message>
        <source>Limits from</source>
        <translation>界限来源</translation>
    </message>
    <message>
        <source>Percentiles adapt to the volume; a window gives the same limits to each volume.</source>
        <translation>百分位数随体数据自适应；窗对每个体数据给出相同的界限。</translation>
    </message>
    <message>
        <source>Percentiles</source>
        <translation>百分位数</translation>
    </message>
    <message>
        <source>Window and level</source>
        <translation>窗宽和窗位</translation>
    </message>
    <message>
        <source>Lower percentile</source>
        <translation>下百分位数</translation>
    </message>
    <message>
        <source>Larger makes more voxels black.</source>
        <translation>值越大，变黑的体素越多。</translation>
    </message>
    <message>
        <source>%</source>
        <translation>%</translation>
    </message>
    <message>
        <source>Upper percentile</source>
        <translation>上百分位数</translation>
    </message>
    <message>
        <source>Smaller makes more voxels white.</source>
        <translation>值越小，变白的体素越多。</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>窗宽</translation>
    </message>
    <message>
        <source>Larger lowers the contrast.</source>
        <translation>值越大，对比度越低。</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>窗位</translation>
    </message>
    <message>
        <source>Larger darkens.</source>
        <translation>值越大越暗。</translation>
    </message>
    <message>
        <source>Stretch to output range</source>
        <translation>拉伸到输出范围</translation>
    </message>
    <message>
        <source>Off clips the values and leaves the rest as it is.</source>
        <translation>关闭时只截断数值，其余保持不变。</translation>
    </message>
    <message>
        <source>Output minimum</source>
        <translation>输出最小值</translation>
    </message>
    <message>
        <source>Value of black voxels.</source>
        <translation>黑色体素的值。</translation>
    </message>
    <message>
        <source>Output maximum</source>
        <translation>输出最大值</translation>
    </message>
    <message>
        <source>Value of white voxels.</source>
        <translation>白色体素的值。</translation>
    </message>
    <message>
        <source>Output type</source>
        <translation>输出类型</translation>
    </message>
    <message>
        <source>Float keeps fractions, as for an output range of 0 to 1.</source>
        <translation>浮点保留小数，例如输出范围为 0 到 1 时。</translation>
    </message>
    <message>
        <source>As the input</source>
        <translation>与输入相同</translation>
    </message>
    <message>
        <source>8-bit</source>
        <translation>8 位</translation>
    </message>
    <message>
        <source>Float</source>
        <translation>浮点</translation>
    </message>
    <message>
        <source>Gamma</source>
        <translation>伽马</translation>
    </message>
    <message>
        <source>Brightens or darkens the middle intensities; black and white stay.</source>
        <translation>使中间强度变亮或变暗；黑和白保持不变。</translation>
    </message>
    <message>
        <source>Below 1 brightens dark areas, above 1 darkens.</source>
        <translation>小于 1 使暗区变亮，大于 1 变暗。</translation>
    </message>
    <message>
        <source>Equalise histogram</source>
        <translation>直方图均衡</translation>
    </message>
    <message>
        <source>Spreads the intensities so that all are equally frequent.</source>
        <translation>重新分布强度，使各强度出现的频率相同。</translation>
    </message>
    <message>
        <source>Histogram bins</source>
        <translation>直方图组数</translation>
    </message>
    <message>
        <source>More follow the data more closely.</source>
        <translation>组数越多，越贴近数据。</translation>
    </message>
    <message>
        <source>Foreground only</source>
        <translation>仅前景</translation>
    </message>
    <message>
        <source>Without mask and region, leaves voxels below Otsu&apos;s threshold about as dark as they are, so that a large background does not take most of the range.</source>
        <translation>没有掩膜和区域时，低于 Otsu 阈值的体素大致保持原来的暗度，以免大片背景占用大部分灰度范围。</translation>
    </message>
    <message>
        <source>Local contrast (CLAHE)</source>
        <translation>局部对比度（CLAHE）</translation>
    </message>
    <message>
        <source>Equalises each neighbourhood by itself, with a limit on the contrast.</source>
        <translation>对每个邻域分别均衡，并限制对比度。</translation>
    </message>
    <message>
        <source>Contrast limit</source>
        <translation>对比度限制</translation>
    </message>
    <message>
        <source>Larger gives more local contrast and noise.</source>
        <translation>值越大，局部对比度越高，噪声也越多。</translation>
    </message>
    <message>
        <source>Tile size</source>
        <translation>分块大小</translation>
    </message>
    <message>
        <source>Smaller adapts to smaller areas. Automatic: an eighth of the longest side.</source>
        <translation>值越小，适应的区域越小。自动：最长边的八分之一。</translation>
    </message>
    <message>
        <source>More are finer.</source>
        <translation>组数越多越精细。</translation>
    </message>
    <message>
        <source>Sharpen</source>
        <translation>锐化</translation>
    </message>
    <message>
        <source>Adds back what a blur takes away (unsharp mask).</source>
        <translation>把模糊去掉的部分加回来（反锐化掩模）。</translation>
    </message>
    <message>
        <source>Larger sharpens coarser detail.</source>
        <translation>值越大，锐化的细节越粗。</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>程度</translation>
    </message>
    <message>
        <source>Larger sharpens more.</source>
        <translation>值越大越锐利。</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>阈值</translation>
    </message>
    <message>
        <source>Differences below it stay as they are; larger spares noise.</source>
        <translation>低于阈值的差异保持不变；值越大，越不会锐化噪声。</translation>
    </message>
    <message>
        <source>Bias field (N4)</source>
        <translation>偏置场校正（N4）</translation>
    </message>
    <message>
        <source>Removes the slow shading of MR coils.</source>
        <translation>去除 MR 线圈造成的缓变明暗不均。</translation>
    </message>
    <message>
        <source>The shading is estimated here; the whole volume is corrected.</source>
        <translation>在此范围内估计明暗不均；校正整个体数据。</translation>
    </message>
    <message>
        <source>Shrink factor</source>
        <translation>缩小倍数</translation>
    </message>
    <message>
        <source>Larger is faster and a little less exact.</source>
        <translation>值越大越快，精度略低。</translation>
    </message>
    <message>
        <source>Iterations per level</source>
        <translation>每层迭代次数</translation>
    </message>
    <message>
        <source>More corrects stronger shading.</source>
        <translation>次数越多，可校正越强的明暗不均。</translation>
    </message>
    <message>
        <source>Levels</source>
        <translation>层数</translation>
    </message>
    <message>
        <source>More follow finer shading.</source>
        <translation>层数越多，可跟随越细的明暗变化。</translation>
    </message>
    <message>
        <source>Without a mask, estimates the shading from the voxels above Otsu&apos;s threshold.</source>
        <translation>没有掩膜时，由高于 Otsu 阈值的体素估计明暗不均。</translation>
    </message>
    <message>
        <source>Edges</source>
        <translation>边缘</translation>
    </message>
    <message>
        <source>Canny edges</source>
        <translation>Canny 边缘</translation>
    </message>
    <message>
        <source>Thin, connected edge lines or surfaces.</source>
        <translation>细而连通的边缘线或边缘面。</translation>
    </message>
    <message>
        <source>Larger ignores noise and finer detail.</source>
        <translation>值越大，越忽略噪声和细节。</translation>
    </message>
    <message>
        <source>Thresholds in</source>
        <translation>阈值单位</translation>
    </message>
    <message>
        <source>Percent of the strongest gradient, or of the edge voxels that are weaker.</source>
        <translation>最大梯度的百分比，或者比阈值弱的边缘体素的百分比。</translation>
    </message>
    <message>
        <source>Percent of the maximum</source>
        <translation>最大值的百分比</translation>
    </message>
    <message>
        <source>High threshold</source>
        <translation>高阈值</translation>
    </message>
    <message>
        <source>Larger keeps only stronger edges.</source>
        <translation>值越大，只保留越强的边缘。</translation>
    </message>
    <message>
        <source>Low threshold</source>
        <translation>低阈值</translation>
    </message>
    <message>
        <source>Larger cuts edges shorter where they fade.</source>
        <translation>值越大，边缘在变弱处被截得越短。</translation>
    </message>
    <message>
        <source>Edges as</source>
        <translation>边缘输出为</translation>
    </message>
    <message>
        <source>What the edges become in the scene.</source>
        <translation>边缘在场景中成为哪种节点。</translation>
    </message>
    <message>
        <source>Volume</source>
        <translation>体数据</translation>
    </message>
    <message>
        <source>Segmentation</source>
        <translation>分割</translation>
    </message>
    <message>
        <source>Gradient magnitude</source>
        <translation>梯度幅值</translation>
    </message>
    <message>
        <source>How fast the intensity changes, per mm.</source>
        <translation>强度变化的快慢（每 mm）。</translation>
    </message>
    <message>
        <source>Gaussian smooths by sigma first; Sobel looks at direct neighbours only.</source>
        <translation>“高斯”先按 σ 平滑；“Sobel”只看直接相邻的体素。</translation>
    </message>
    <message>
        <source>Sobel</source>
        <translation>Sobel</translation>
    </message>
    <message>
        <source>For a segmentation: larger keeps only stronger edges. Automatic is Otsu&apos;s.</source>
        <translation>输出为分割时：值越大，只保留越强的边缘。自动：Otsu 阈值。</translation>
    </message>
    <message>
        <source>intensity/mm</source>
        <translation>强度/mm</translation>
    </message>
    <message>
        <source>Laplacian of Gaussian</source>
        <translation>高斯拉普拉斯（LoG）</translation>
    </message>
    <message>
        <source>Positive on the dark side of edges, negative on the bright; finds blobs.</source>
        <translation>边缘的暗侧为正，亮侧为负；可找出斑点状结构。</translation>
    </message>
    <message>
        <source>For a segmentation: the least jump of the response at a zero crossing; larger keeps only stronger edges.</source>
        <translation>输出为分割时：过零点处响应的最小跳变；值越大，只保留越强的边缘。</translation>
    </message>
    <message>
        <source>intensity/mm²</source>
        <translation>强度/mm²</translation>
    </message>
    <message>
        <source>Prepare for learning</source>
        <translation>学习前准备</translation>
    </message>
    <message>
        <source>Resample</source>
        <translation>重采样</translation>
    </message>
    <message>
        <source>Changes the voxel size and keeps the field of view.</source>
        <translation>改变体素大小，视野保持不变。</translation>
    </message>
    <message>
        <source>Brought to the same new voxels, labels unmixed.</source>
        <translation>转换到相同的新体素，标签不混合。</translation>
    </message>
    <message>
        <source>Spacing</source>
        <translation>间距</translation>
    </message>
    <message>
        <source>Larger gives fewer, coarser voxels. Automatic: cubes of the smallest spacing.</source>
        <translation>值越大，体素越少、越粗。自动：以最小间距为边长的立方体。</translation>
    </message>
    <message>
        <source>Interpolation</source>
        <translation>插值</translation>
    </message>
    <message>
        <source>B-spline is sharpest but may overshoot at edges; nearest keeps label values.</source>
        <translation>B 样条最清晰，但在边缘处可能过冲；最近邻保持标签值不变。</translation>
    </message>
    <message>
        <source>Linear</source>
        <translation>线性</translation>
    </message>
    <message>
        <source>Nearest neighbour</source>
        <translation>最近邻</translation>
    </message>
    <message>
        <source>B-spline</source>
        <translation>B 样条</translation>
    </message>
    <message>
        <source>Smooth before coarsening</source>
        <translation>变粗前先平滑</translation>
    </message>
    <message>
        <source>Avoids stair-step patterns where voxels get larger.</source>
        <translation>避免体素变大处出现阶梯状伪影。</translation>
    </message>
    <message>
        <source>Reorient axes</source>
        <translation>轴重定向</translation>
    </message>
    <message>
        <source>Flips and swaps axes to a standard order, without interpolation.</source>
        <translation>翻转和交换坐标轴到标准顺序，不做插值。</translation>
    </message>
    <message>
        <source>Axes</source>
        <translation>坐标轴</translation>
    </message>
    <message>
        <source>Where i, j and k point: RAS means i to the right, j anterior, k superior.</source>
        <translation>i、j、k 的指向：RAS 表示 i 向右、j 向前、k 向上。</translation>
    </message>
    <message>
        <source>Crop or pad</source>
        <translation>裁剪或填充</translation>
    </message>
    <message>
        <source>Cuts out the box around the region, the mask or the foreground.</source>
        <translation>裁出区域、掩膜或前景的外接框。</translation>
    </message>
    <message>
        <source>Cropped to the box around its segments.</source>
        <translation>裁剪到其各片段的外接框。</translation>
    </message>
    <message>
        <source>Cropped to the box around these boxes.</source>
        <translation>裁剪到这些框的外接框。</translation>
    </message>
    <message>
        <source>Margin</source>
        <translation>边距</translation>
    </message>
    <message>
        <source>Larger keeps more around it.</source>
        <translation>值越大，周围保留得越多。</translation>
    </message>
    <message>
        <source>Pad beyond the volume</source>
        <translation>超出体数据时填充</translation>
    </message>
    <message>
        <source>On adds voxels where the box leaves the volume.</source>
        <translation>打开时，在框超出体数据处补上体素。</translation>
    </message>
    <message>
        <source>Value of added voxels</source>
        <translation>填充体素的值</translation>
    </message>
    <message>
        <source>Automatic: the volume&apos;s minimum.</source>
        <translation>自动：体数据的最小值。</translation>
    </message>
    <message>
        <source>Normalise intensities</source>
        <translation>强度归一化</translation>
    </message>
    <message>
        <source>Brings the intensities of all cases to a common scale.</source>
        <translation>使所有病例的强度处于同一尺度。</translation>
    </message>
    <message>
        <source>Statistics are taken inside its segments.</source>
        <translation>在其各片段内计算统计量。</translation>
    </message>
    <message>
        <source>Statistics are taken inside these boxes.</source>
        <translation>在这些框内计算统计量。</translation>
    </message>
    <message>
        <source>z-score gives mean 0 and deviation 1; the others give 0 to 1.</source>
        <translation>z 分数使均值为 0、标准差为 1；其他方式的结果为 0 到 1。</translation>
    </message>
    <message>
        <source>z-score</source>
        <translation>z 分数</translation>
    </message>
    <message>
        <source>Minimum to maximum</source>
        <translation>最小值到最大值</translation>
    </message>
    <message>
        <source>CT window</source>
        <translation>CT 窗宽</translation>
    </message>
    <message>
        <source>Clip outliers first</source>
        <translation>先截断离群值</translation>
    </message>
    <message>
        <source>Clips to the percentiles below before anything else.</source>
        <translation>首先截断到下面的百分位数。</translation>
    </message>
    <message>
        <source>Larger clips more.</source>
        <translation>值越大，截断越多。</translation>
    </message>
    <message>
        <source>Smaller clips more.</source>
        <translation>值越小，截断越多。</translation>
    </message>
    <message>
        <source>Larger covers more intensities.</source>
        <translation>值越大，覆盖的强度越多。</translation>
    </message>
    <message>
        <source>HU</source>
        <translation>HU</translation>
    </message>
    <message>
        <source>CT level</source>
        <translation>CT 窗位</translation>
    </message>
    <message>
        <source>Middle of the window.</source>
        <translation>窗的中心。</translation>
    </message>
    <message>
        <source>Pipeline</source>
        <translation>流程</translation>
    </message>
    <message>
        <source>Runs several operations one after the other.</source>
        <translation>依次执行多个操作。</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>The chain as JSON (see contract.pipelines).</source>
        <translation>以 JSON 表示的流程（见 contract.pipelines）。</translation>
    </message>
    <message>
        <source>Radiomics</source>
        <translation>影像组学</translation>
    </message>
    <message>
        <source>Intensity, shape and texture of each segment in numbers, named as by pyradiomics.</source>
        <translation>每个片段的强度、形状和纹理的量化特征，名称与 pyradiomics 相同。</translation>
    </message>
    <message>
        <source>The volume to measure.</source>
        <translation>要测量的体数据。</translation>
    </message>
    <message>
        <source>One row for each; else the whole volume.</source>
        <translation>每个片段一行；否则为整个体数据。</translation>
    </message>
    <message>
        <source>Only voxels inside these boxes count.</source>
        <translation>只计入这些框内的体素。</translation>
    </message>
    <message>
        <source>Parameter file</source>
        <translation>参数文件</translation>
    </message>
    <message>
        <source>Path or text of a pyradiomics parameter file (YAML). If given, it alone counts.</source>
        <translation>pyradiomics 参数文件（YAML）的路径或内容。给出后只以它为准。</translation>
    </message>
    <message>
        <source>Grey levels by</source>
        <translation>灰度离散化</translation>
    </message>
    <message>
        <source>Fixed width for calibrated intensities such as HU; fixed count for MR.</source>
        <translation>固定组距适合 HU 等经过标定的强度；固定组数适合 MR。</translation>
    </message>
    <message>
        <source>Bin width</source>
        <translation>组距</translation>
    </message>
    <message>
        <source>Bin count</source>
        <translation>组数</translation>
    </message>
    <message>
        <source>Larger: fewer grey levels.</source>
        <translation>值越大，灰度级越少。</translation>
    </message>
    <message>
        <source>Larger: more grey levels.</source>
        <translation>值越大，灰度级越多。</translation>
    </message>
    <message>
        <source>First order</source>
        <translation>一阶统计量</translation>
    </message>
    <message>
        <source>Statistics of the intensities.</source>
        <translation>强度的统计量。</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>形状</translation>
    </message>
    <message>
        <source>Volume, surface, axes; in 2D area, outline, axes of regions of a single slice.</source>
        <translation>体积、表面积、轴长；2D 时为单层区域的面积、周长和轴长。</translation>
    </message>
    <message>
        <source>2D for a single slice, else 3D</source>
        <translation>单层时 2D，否则 3D</translation>
    </message>
    <message>
        <source>3D</source>
        <translation>3D</translation>
    </message>
    <message>
        <source>2D</source>
        <translation>2D</translation>
    </message>
    <message>
        <source>Both</source>
        <translation>两者</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>GLCM</source>
        <translation>灰度共生矩阵</translation>
    </message>
    <message>
        <source>Grey levels of neighbouring voxels.</source>
        <translation>相邻体素的灰度组合（GLCM）。</translation>
    </message>
    <message>
        <source>GLRLM</source>
        <translation>灰度游程矩阵</translation>
    </message>
    <message>
        <source>Lengths of runs of one grey level.</source>
        <translation>同一灰度级连续出现的长度（GLRLM）。</translation>
    </message>
    <message>
        <source>GLSZM</source>
        <translation>灰度区域大小矩阵</translation>
    </message>
    <message>
        <source>Sizes of zones of one grey level.</source>
        <translation>同一灰度级连通区域的大小（GLSZM）。</translation>
    </message>
    <message>
        <source>GLDM</source>
        <translation>灰度依赖矩阵</translation>
    </message>
    <message>
        <source>Numbers of neighbours alike.</source>
        <translation>灰度相近的邻域体素的个数（GLDM）。</translation>
    </message>
    <message>
        <source>NGTDM</source>
        <translation>邻域灰度差矩阵</translation>
    </message>
    <message>
        <source>Differences to the mean of the neighbours.</source>
        <translation>与邻域平均灰度之差（NGTDM）。</translation>
    </message>
    <message>
        <source>Original image</source>
        <translation>原始图像</translation>
    </message>
    <message>
        <source>Measure the image itself.</source>
        <translation>对图像本身计算特征。</translation>
    </message>
    <message>
        <source>LoG sigmas</source>
        <translation>LoG 的 σ</translation>
    </message>
    <message>
        <source>One or more widths of a Laplacian of Gaussian, such as 2 4.</source>
        <translation>高斯拉普拉斯（LoG）的一个或多个宽度，例如 2 4。</translation>
    </message>
    <message>
        <source>Wavelet bands</source>
        <translation>小波子带</translation>
    </message>
    <message>
        <source>The eight bands of a stationary wavelet transform (coif1).</source>
        <translation>平稳小波变换（coif1）的八个子带。</translation>
    </message>
    <message>
        <source>Other images</source>
        <translation>其他滤波图像</translation>
    </message>
    <message>
        <source>Any of Square, SquareRoot, Logarithm, Exponential, Gradient, with blanks between.</source>
        <translation>从 Square、SquareRoot、Logarithm、Exponential、Gradient 中任选，用空格隔开。</translation>
    </message>
    <message>
        <source>Normalise</source>
        <translation>归一化</translation>
    </message>
    <message>
        <source>Mean 0 and standard deviation 1 over the whole image, before all.</source>
        <translation>首先使整幅图像的均值为 0、标准差为 1。</translation>
    </message>
    <message>
        <source>Normalised deviation</source>
        <translation>归一化后的标准差</translation>
    </message>
    <message>
        <source>What 1 is multiplied by.</source>
        <translation>标准差 1 再乘以的系数。</translation>
    </message>
    <message>
        <source>Clip at</source>
        <translation>截断于</translation>
    </message>
    <message>
        <source>Standard deviations, if normalised. Automatic: never.</source>
        <translation>归一化时的标准差倍数。自动：不截断。</translation>
    </message>
    <message>
        <source>sd</source>
        <translation>倍标准差</translation>
    </message>
    <message>
        <source>Resample to</source>
        <translation>重采样为</translation>
    </message>
    <message>
        <source>Voxel size along i, j, k; 0 keeps an axis. Automatic: all stay.</source>
        <translation>沿 i、j、k 的体素大小；0 表示该轴不变。自动：全部不变。</translation>
    </message>
    <message>
        <source>B-spline is sharpest, linear never overshoots.</source>
        <translation>B 样条最清晰；线性不会过冲。</translation>
    </message>
    <message>
        <source>Cubic B-spline</source>
        <translation>三次 B 样条</translation>
    </message>
    <message>
        <source>Keep voxels by</source>
        <translation>保留体素的依据</translation>
    </message>
    <message>
        <source>Drops voxels of the region outside a range of intensities.</source>
        <translation>去掉感兴趣区中强度超出范围的体素。</translation>
    </message>
    <message>
        <source>Keep all</source>
        <translation>全部保留</translation>
    </message>
    <message>
        <source>Intensity</source>
        <translation>强度</translation>
    </message>
    <message>
        <source>Share of the maximum</source>
        <translation>占最大值的比例</translation>
    </message>
    <message>
        <source>Standard deviations</source>
        <translation>标准差倍数</translation>
    </message>
    <message>
        <source>Lowest kept</source>
        <translation>保留的下限</translation>
    </message>
    <message>
        <source>Lower limit of the range; for deviations such as -3.</source>
        <translation>范围的下限；按标准差时例如 -3。</translation>
    </message>
    <message>
        <source>Highest kept</source>
        <translation>保留的上限</translation>
    </message>
    <message>
        <source>Upper limit of the range; automatic: no limit.</source>
        <translation>范围的上限；自动：无上限。</translation>
    </message>
    <message>
        <source>Shape of kept voxels</source>
        <translation>保留体素的形状</translation>
    </message>
    <message>
        <source>Shape features follow too.</source>
        <translation>形状特征也只按保留的体素计算。</translation>
    </message>
    <message>
        <source>Slice by slice</source>
        <translation>逐层</translation>
    </message>
    <message>
        <source>Neighbours within the slice only, across k.</source>
        <translation>只考虑同一切片（垂直于 k 轴）内的邻域。</translation>
    </message>
    <message>
        <source>Distances</source>
        <translation>距离</translation>
    </message>
    <message>
        <source>Of GLCM, GLDM and NGTDM, such as 1 or 1 2.</source>
        <translation>GLCM、GLDM 和 NGTDM 的距离，例如 1 或 1 2。</translation>
    </message>
    <message>
        <source>Directions</source>
        <translation>各方向的合并</translation>
    </message>
    <message>
        <source>Averages the directions&apos; features, or merges their matrices by weight.</source>
        <translation>对各方向的特征取平均，或将各方向的矩阵加权合并。</translation>
    </message>
    <message>
        <source>Averaged</source>
        <translation>特征取平均</translation>
    </message>
    <message>
        <source>Merged</source>
        <translation>矩阵合并</translation>
    </message>
    <message>
        <source>Merged, city block</source>
        <translation>合并，曼哈顿距离加权</translation>
    </message>
    <message>
        <source>Merged, Euclidean</source>
        <translation>合并，欧氏距离加权</translation>
    </message>
    <message>
        <source>Merged, largest component</source>
        <translation>合并，切比雪夫距离加权</translation>
    </message>
    <message>
        <source>Symmetrical GLCM</source>
        <translation>对称 GLCM</translation>
    </message>
    <message>
        <source>Counts each pair both ways.</source>
        <translation>每对体素按两个方向各计一次。</translation>
    </message>
    <message>
        <source>GLDM tolerance</source>
        <translation>GLDM 容差</translation>
    </message>
    <message>
        <source>Grey levels that still count as alike.</source>
        <translation>灰度级相差不超过此值仍算相近。</translation>
    </message>
    <message>
        <source>Voxel shift</source>
        <translation>强度平移量</translation>
    </message>
    <message>
        <source>Added to intensities for energies and RMS.</source>
        <translation>计算能量和均方根（RMS）时加到强度上的值。</translation>
    </message>
    <message>
        <source>Gradients</source>
        <translation>梯度</translation>
    </message>
    <message>
        <source>Histogram of oriented gradients (HOG)</source>
        <translation>方向梯度直方图（HOG）</translation>
    </message>
    <message>
        <source>Which way edges run in each cell of a grid, as a vector and as a picture.</source>
        <translation>网格每个单元中边缘的走向，输出为向量和图像。</translation>
    </message>
    <message>
        <source>The volume to describe.</source>
        <translation>要描述的体数据。</translation>
    </message>
    <message>
        <source>A row for each segment, from its voxels.</source>
        <translation>每个片段一行，由其体素得到。</translation>
    </message>
    <message>
        <source>Dimensions</source>
        <translation>维数</translation>
    </message>
    <message>
        <source>Slice by slice gives a row for each slice; whole volume one row.</source>
        <translation>“逐层”为每个切片给出一行；“整个体数据”只给出一行。</translation>
    </message>
    <message>
        <source>Cell size</source>
        <translation>单元大小</translation>
    </message>
    <message>
        <source>Larger cells give shorter, coarser vectors.</source>
        <translation>单元越大，向量越短、越粗略。</translation>
    </message>
    <message>
        <source>Cell size in</source>
        <translation>单元大小的单位</translation>
    </message>
    <message>
        <source>Cells in mm cover the same anatomy whatever the voxel size; they are rounded to whole voxels.</source>
        <translation>以 mm 为单位时，无论体素大小如何，单元覆盖的解剖范围相同；取整为整数个体素。</translation>
    </message>
    <message>
        <source>Voxels</source>
        <translation>体素</translation>
    </message>
    <message>
        <source>Cells across</source>
        <translation>每轴单元数</translation>
    </message>
    <message>
        <source>Instead of a size: as many cells along each axis, so that vectors of all cases have the same length. Automatic uses the size.</source>
        <translation>代替单元大小：每个轴上取这么多单元，使所有病例的向量长度相同。自动：使用单元大小。</translation>
    </message>
    <message>
        <source>cells</source>
        <translation>个单元</translation>
    </message>
    <message>
        <source>Block size</source>
        <translation>块大小</translation>
    </message>
    <message>
        <source>Larger blocks even out contrast over a wider area.</source>
        <translation>块越大，均衡对比度的范围越广。</translation>
    </message>
    <message>
        <source>Orientations</source>
        <translation>方向数</translation>
    </message>
    <message>
        <source>In 2D: more tell finer differences of direction.</source>
        <translation>用于 2D：数目越多，区分的方向差异越细。</translation>
    </message>
    <message>
        <source>Directions in 3D</source>
        <translation>3D 方向数</translation>
    </message>
    <message>
        <source>Opposite faces count as one; more tell finer differences of direction.</source>
        <translation>相对的两个面算作一个方向；数目越多，区分的方向差异越细。</translation>
    </message>
    <message>
        <source>10 (icosahedron)</source>
        <translation>10（正二十面体）</translation>
    </message>
    <message>
        <source>6 (dodecahedron)</source>
        <translation>6（正十二面体）</translation>
    </message>
    <message>
        <source>Normalization</source>
        <translation>归一化方式</translation>
    </message>
    <message>
        <source>L2-Hys limits the weight of single strong edges.</source>
        <translation>L2-Hys 限制个别强边缘的权重。</translation>
    </message>
    <message>
        <source>L2, limited (L2-Hys)</source>
        <translation>L2，有上限（L2-Hys）</translation>
    </message>
    <message>
        <source>L2</source>
        <translation>L2</translation>
    </message>
    <message>
        <source>L1</source>
        <translation>L1</translation>
    </message>
    <message>
        <source>Square root of L1</source>
        <translation>L1 的平方根</translation>
    </message>
    <message>
        <source>Order of axes</source>
        <translation>坐标轴顺序</translation>
    </message>
    <message>
        <source>As stored, or so that a scan stored flipped or with swapped axes gives the same vector.</source>
        <translation>按存储顺序；或统一方向，使翻转存储或坐标轴互换的扫描得到相同的向量。</translation>
    </message>
    <message>
        <source>As stored</source>
        <translation>按存储顺序</translation>
    </message>
    <message>
        <source>Right, anterior, superior</source>
        <translation>右、前、上</translation>
    </message>
    <message>
        <source>Texture</source>
        <translation>纹理</translation>
    </message>
    <message>
        <source>Local binary patterns (LBP)</source>
        <translation>局部二值模式（LBP）</translation>
    </message>
    <message>
        <source>How often spots, edges, corners and flat areas occur, whatever the contrast.</source>
        <translation>斑点、边缘、角点和平坦区域出现的频率，与对比度无关。</translation>
    </message>
    <message>
        <source>A row for each segment.</source>
        <translation>每个片段一行。</translation>
    </message>
    <message>
        <source>Larger sees coarser texture.</source>
        <translation>值越大，分析的纹理越粗。</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>采样点数</translation>
    </message>
    <message>
        <source>Neighbours on the circle; more tell finer differences.</source>
        <translation>圆周上的邻域点；数目越多，区分的差异越细。</translation>
    </message>
    <message>
        <source>Planes</source>
        <translation>平面</translation>
    </message>
    <message>
        <source>Slices only, or also both planes across them, as suits volumes with thin slices.</source>
        <translation>只用切片，或者还用与之正交的两个平面，后者适合薄层体数据。</translation>
    </message>
    <message>
        <source>Three planes (LBP-TOP)</source>
        <translation>三个正交平面（LBP-TOP）</translation>
    </message>
    <message>
        <source>Gabor energies</source>
        <translation>Gabor 能量</translation>
    </message>
    <message>
        <source>How strong stripes of some widths and directions are.</source>
        <translation>不同宽度和方向的条纹的强弱。</translation>
    </message>
    <message>
        <source>Wavelengths</source>
        <translation>波长</translation>
    </message>
    <message>
        <source>Longer ones see coarser stripes.</source>
        <translation>波长越长，分析的条纹越粗。</translation>
    </message>
    <message>
        <source>Bandwidth</source>
        <translation>带宽</translation>
    </message>
    <message>
        <source>Larger looks at fewer stripes at once, and separates wavelengths less.</source>
        <translation>值越大，一次考察的条纹越少，波长之间的区分也越弱。</translation>
    </message>
    <message>
        <source>octaves</source>
        <translation>倍频程</translation>
    </message>
    <message>
        <source>Stripes within slices, or in space in 7 directions.</source>
        <translation>切片内的条纹，或空间中 7 个方向的条纹。</translation>
    </message>
    <message>
        <source>Feature tables</source>
        <translation>特征表</translation>
    </message>
    <message>
        <source>Histogram</source>
        <translation>直方图</translation>
    </message>
    <message>
        <source>How a feature&apos;s values are spread, by group if wanted.</source>
        <translation>特征取值的分布，可按组显示。</translation>
    </message>
    <message>
        <source>Features: a row for each case, segment or slice.</source>
        <translation>特征：每个病例、片段或切片一行。</translation>
    </message>
    <message>
        <source>Feature</source>
        <translation>特征</translation>
    </message>
    <message>
        <source>The column to show; empty takes the first feature.</source>
        <translation>要显示的列；留空则取第一个特征。</translation>
    </message>
    <message>
        <source>Group by</source>
        <translation>分组依据</translation>
    </message>
    <message>
        <source>The column that says to which group a row belongs; empty makes one group of all.</source>
        <translation>说明每行属于哪一组的列；留空则全部归为一组。</translation>
    </message>
    <message>
        <source>Bins</source>
        <translation>组数</translation>
    </message>
    <message>
        <source>More show finer detail and more chance. Automatic fits the rows.</source>
        <translation>组数越多，细节越多，偶然波动也越大。自动：按行数确定。</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>柱高</translation>
    </message>
    <message>
        <source>Percent makes groups of different sizes comparable.</source>
        <translation>用百分比可以比较大小不同的组。</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>行数</translation>
    </message>
    <message>
        <source>Percent of the group</source>
        <translation>占本组的百分比</translation>
    </message>
    <message>
        <source>Box plot</source>
        <translation>箱线图</translation>
    </message>
    <message>
        <source>Median, quartiles and reach of a feature in each group.</source>
        <translation>特征在各组中的中位数、四分位数和取值范围。</translation>
    </message>
    <message>
        <source>Correlation</source>
        <translation>相关性</translation>
    </message>
    <message>
        <source>Which features say the same.</source>
        <translation>哪些特征反映相同的信息。</translation>
    </message>
    <message>
        <source>Features</source>
        <translation>特征</translation>
    </message>
    <message>
        <source>Names of columns, separated by commas; * stands for any letters. Empty takes all columns with numbers.</source>
        <translation>列名，用逗号隔开；* 代表任意字符。留空则取所有数值列。</translation>
    </message>
    <message>
        <source>Ranks see any rising or falling relation; Pearson straight lines only.</source>
        <translation>秩相关能发现任何单调的关系；Pearson 只能发现直线关系。</translation>
    </message>
    <message>
        <source>Ranks (Spearman)</source>
        <translation>秩相关（Spearman）</translation>
    </message>
    <message>
        <source>Linear (Pearson)</source>
        <translation>线性相关（Pearson）</translation>
    </message>
    <message>
        <source>Principal components</source>
        <translation>主成分分析（PCA）</translation>
    </message>
    <message>
        <source>All features in one scatter plot: rows that are alike lie near each other.</source>
        <translation>将所有特征显示在一张散点图中：相似的行彼此靠近。</translation>
    </message>
    <message>
        <source>Components</source>
        <translation>主成分个数</translation>
    </message>
    <message>
        <source>How many principal components to keep.</source>
        <translation>保留多少个主成分。</translation>
    </message>
    <message>
        <source>Standardize</source>
        <translation>标准化</translation>
    </message>
    <message>
        <source>Gives every feature the same weight, whatever its unit.</source>
        <translation>无论单位如何，使每个特征的权重相同。</translation>
    </message>
    <message>
        <source>Robustness</source>
        <translation>稳健性</translation>
    </message>
    <message>
        <source>Which features stay the same if patient or outline are a little different.</source>
        <translation>患者体位或轮廓略有不同时，哪些特征保持稳定。</translation>
    </message>
    <message>
        <source>The volume that features are taken from.</source>
        <translation>从中提取特征的体数据。</translation>
    </message>
    <message>
        <source>Segments to compare; at least two.</source>
        <translation>要比较的片段；至少两个。</translation>
    </message>
    <message>
        <source>Features from</source>
        <translation>特征来自</translation>
    </message>
    <message>
        <source>Id of the operation whose features are repeated.</source>
        <translation>要重复计算其特征的操作的标识。</translation>
    </message>
    <message>
        <source>Its parameters</source>
        <translation>该操作的参数</translation>
    </message>
    <message>
        <source>As JSON, such as {&quot;bin_width&quot;: 25}; empty takes its defaults.</source>
        <translation>JSON 格式，例如 {&quot;bin_width&quot;: 25}；留空则使用默认值。</translation>
    </message>
    <message>
        <source>Repeats</source>
        <translation>重复次数</translation>
    </message>
    <message>
        <source>More narrow the intervals and take longer.</source>
        <translation>次数越多，置信区间越窄，用时越长。</translation>
    </message>
    <message>
        <source>Translation</source>
        <translation>平移</translation>
    </message>
    <message>
        <source>Largest shift along each axis.</source>
        <translation>沿每个轴的最大平移量。</translation>
    </message>
    <message>
        <source>Rotation</source>
        <translation>旋转</translation>
    </message>
    <message>
        <source>Largest turn within slices.</source>
        <translation>在切片平面内的最大旋转角度。</translation>
    </message>
    <message>
        <source>degrees</source>
        <translation>度</translation>
    </message>
    <message>
        <source>Growth</source>
        <translation>轮廓伸缩</translation>
    </message>
    <message>
        <source>Most that outlines grow or shrink.</source>
        <translation>轮廓扩大或缩小的最大幅度。</translation>
    </message>
    <message>
        <source>Randomize outline</source>
        <translation>轮廓随机化</translation>
    </message>
    <message>
        <source>Adds and removes small patches of similar intensity along the outline at random.</source>
        <translation>沿轮廓随机增减强度相近的小块。</translation>
    </message>
    <message>
        <source>What moves</source>
        <translation>移动对象</translation>
    </message>
    <message>
        <source>The voxel grid, as if the patient lay otherwise; or the outline over the image.</source>
        <translation>移动体素网格，相当于患者体位改变；或在图像上移动轮廓。</translation>
    </message>
    <message>
        <source>Voxel grid</source>
        <translation>体素网格</translation>
    </message>
    <message>
        <source>Outline</source>
        <translation>轮廓</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>The same seed repeats the same perturbations.</source>
        <translation>种子相同，扰动也相同。</translation>
    </message>
    <message>
        <source>Keypoints</source>
        <translation>关键点</translation>
    </message>
    <message>
        <source>SIFT</source>
        <translation>SIFT</translation>
    </message>
    <message>
        <source>Blobs and corners of every slice; pixels are made square first.</source>
        <translation>每个切片中的斑点和角点（尺度不变特征变换）；先将像素变为正方形。</translation>
    </message>
    <message>
        <source>The volume or single slice to search.</source>
        <translation>要检测的体数据或单层图像。</translation>
    </message>
    <message>
        <source>Only keypoints inside any segment are kept.</source>
        <translation>只保留任一片段内的关键点。</translation>
    </message>
    <message>
        <source>Only keypoints inside these boxes are kept.</source>
        <translation>只保留这些框内的关键点。</translation>
    </message>
    <message>
        <source>Keep at most</source>
        <translation>最多保留</translation>
    </message>
    <message>
        <source>Keeps the strongest keypoints of the whole volume; automatic keeps all.</source>
        <translation>保留整个体数据中最强的关键点；自动：全部保留。</translation>
    </message>
    <message>
        <source>keypoints</source>
        <translation>个关键点</translation>
    </message>
    <message>
        <source>Contrast</source>
        <translation>对比度</translation>
    </message>
    <message>
        <source>Larger keeps fewer, clearer keypoints (OpenCV&apos;s).</source>
        <translation>值越大，保留的关键点越少、越清晰（定义同 OpenCV）。</translation>
    </message>
    <message>
        <source>Edge limit</source>
        <translation>边缘限制</translation>
    </message>
    <message>
        <source>Largest ratio of the curvatures across a keypoint; larger keeps more edge-like ones.</source>
        <translation>关键点处主曲率的最大比值；值越大，保留的边缘状关键点越多。</translation>
    </message>
    <message>
        <source>Scales per octave</source>
        <translation>每组尺度数</translation>
    </message>
    <message>
        <source>More finds more keypoints, slower.</source>
        <translation>数目越多，找到的关键点越多，也越慢。</translation>
    </message>
    <message>
        <source>Finest blur</source>
        <translation>最细模糊 σ</translation>
    </message>
    <message>
        <source>Larger skips finer detail.</source>
        <translation>值越大，忽略的细节越多。</translation>
    </message>
    <message>
        <source>pixels</source>
        <translation>像素</translation>
    </message>
    <message>
        <source>Black below</source>
        <translation>低于此值为黑</translation>
    </message>
    <message>
        <source>Intensity that becomes 0 of 255. Automatic: the 0.1th percentile; 8-bit stays as it is.</source>
        <translation>对应于 0（共 255）的强度。自动：第 0.1 百分位数；8 位图像保持不变。</translation>
    </message>
    <message>
        <source>White above</source>
        <translation>高于此值为白</translation>
    </message>
    <message>
        <source>Intensity that becomes 255. Automatic: the 99.9th percentile; 8-bit stays as it is.</source>
        <translation>对应于 255 的强度。自动：第 99.9 百分位数；8 位图像保持不变。</translation>
    </message>
    <message>
        <source>SIFT 3D</source>
        <translation>3D SIFT</translation>
    </message>
    <message>
        <source>Blobs and corners of the whole volume, at scales in mm, turned in any direction.</source>
        <translation>整个体数据中的斑点和角点（三维尺度不变特征），尺度以 mm 计，朝向任意。</translation>
    </message>
    <message>
        <source>Larger keeps fewer, clearer keypoints. In percent of the intensity range (0.1th to 99.9th percentile).</source>
        <translation>值越大，保留的关键点越少、越清晰。以强度范围（第 0.1 至 99.9 百分位数）的百分比表示。</translation>
    </message>
    <message>
        <source>Finest scale</source>
        <translation>最细尺度</translation>
    </message>
    <message>
        <source>Larger skips finer detail, faster. Automatic: one voxel (the geometric mean).</source>
        <translation>值越大，忽略的细节越多，也越快。自动：一个体素（边长的几何平均）。</translation>
    </message>
    <message>
        <source>Octaves</source>
        <translation>尺度组数</translation>
    </message>
    <message>
        <source>How often the scale doubles: more finds larger structures. Automatic takes all that fit.</source>
        <translation>尺度加倍的次数：次数越多，可找到越大的结构。自动：取所能容纳的全部。</translation>
    </message>
    <message>
        <source>ORB</source>
        <translation>ORB</translation>
    </message>
    <message>
        <source>Corners of every slice with binary descriptors; free and the fastest.</source>
        <translation>每个切片中的角点，带二值描述子；可自由使用，速度最快。</translation>
    </message>
    <message>
        <source>Corner threshold</source>
        <translation>角点阈值</translation>
    </message>
    <message>
        <source>Larger keeps fewer, clearer corners.</source>
        <translation>值越大，保留的角点越少、越清晰。</translation>
    </message>
    <message>
        <source>Pyramid levels</source>
        <translation>金字塔层数</translation>
    </message>
    <message>
        <source>More finds larger structures.</source>
        <translation>数目越多，可找到越大的结构。</translation>
    </message>
    <message>
        <source>Pyramid step</source>
        <translation>金字塔缩放比</translation>
    </message>
    <message>
        <source>Ratio of sizes of neighbouring levels.</source>
        <translation>相邻两层的尺寸之比。</translation>
    </message>
    <message>
        <source>AKAZE</source>
        <translation>AKAZE</translation>
    </message>
    <message>
        <source>Blobs of every slice in a scale space that keeps edges; free, binary descriptors.</source>
        <translation>在保留边缘的尺度空间中找每个切片的斑点；可自由使用，二值描述子。</translation>
    </message>
    <message>
        <source>Larger keeps fewer, clearer keypoints.</source>
        <translation>值越大，保留的关键点越少、越清晰。</translation>
    </message>
    <message>
        <source>More is finer in scale.</source>
        <translation>数目越多，尺度划分越细。</translation>
    </message>
    <message>
        <source>SURF (patented)</source>
        <translation>SURF（受专利保护）</translation>
    </message>
    <message>
        <source>Blobs of every slice by box filters. SURF is patented (US 8,165,401 and US 8,670,619, EP 1850270 and EP 2027558); by the filing date the first may last until 30 April 2027 or later. Ask a lawyer before commercial use. SIFT&apos;s patent expired in March 2020.</source>
        <translation>用盒式滤波器找每个切片中的斑点。SURF 受专利保护（US 8,165,401 和 US 8,670,619，EP 1850270 和 EP 2027558）；按申请日推算，第一项可能有效至 2027 年 4 月 30 日或更晚。用于商业用途前请咨询律师。SIFT 的专利已于 2020 年 3 月到期。</translation>
    </message>
    <message>
        <source>First step</source>
        <translation>初始步长</translation>
    </message>
    <message>
        <source>Larger is faster and coarser.</source>
        <translation>值越大越快，也越粗略。</translation>
    </message>
    <message>
        <source>Match keypoints</source>
        <translation>关键点匹配</translation>
    </message>
    <message>
        <source>Finds the same places in two images, and the transform that aligns them.</source>
        <translation>在两幅图像中找到相同的位置，并求出使它们对齐的变换。</translation>
    </message>
    <message>
        <source>The volume or single slice that stays.</source>
        <translation>固定不动的体数据或单层图像。</translation>
    </message>
    <message>
        <source>The volume or single slice to align with it.</source>
        <translation>要与之对齐的体数据或单层图像。</translation>
    </message>
    <message>
        <source>Only keypoints of the fixed image inside it count.</source>
        <translation>只计入固定图像中位于其内的关键点。</translation>
    </message>
    <message>
        <source>3D SIFT for volumes; the others for two single slices.</source>
        <translation>3D SIFT 用于体数据；其他用于两个单独的切片。</translation>
    </message>
    <message>
        <source>Transform</source>
        <translation>变换</translation>
    </message>
    <message>
        <source>Rigid turns and shifts; similarity also scales; affine also stretches and shears.</source>
        <translation>刚性变换包括旋转和平移；相似变换还有缩放；仿射变换还有拉伸和剪切。</translation>
    </message>
    <message>
        <source>Rigid</source>
        <translation>刚性</translation>
    </message>
    <message>
        <source>Similarity</source>
        <translation>相似</translation>
    </message>
    <message>
        <source>Affine</source>
        <translation>仿射</translation>
    </message>
    <message>
        <source>Keypoints used</source>
        <translation>使用的关键点</translation>
    </message>
    <message>
        <source>More finds more matches, slower.</source>
        <translation>数目越多，找到的匹配越多，也越慢。</translation>
    </message>
    <message>
        <source>Ratio test</source>
        <translation>比值检验</translation>
    </message>
    <message>
        <source>A match must be closer than this share of the second best; larger keeps more, less sure matches.</source>
        <translation>最佳匹配的距离须小于次佳匹配距离的这一比例；值越大，保留的匹配越多，但越不可靠。</translation>
    </message>
    <message>
        <source>Tolerance</source>
        <translation>容差</translation>
    </message>
    <message>
        <source>How far a match may lie off the transform. Automatic: three voxels.</source>
        <translation>匹配点允许偏离变换结果的距离。自动：三个体素。</translation>
    </message>
    <message>
        <source>Matches needed</source>
        <translation>所需匹配数</translation>
    </message>
    <message>
        <source>With fewer agreeing matches no transform is given.</source>
        <translation>一致的匹配少于此数时，不给出变换。</translation>
    </message>
    <message>
        <source>matches</source>
        <translation>对匹配</translation>
    </message>
    <message>
        <source>The same seed gives the same result.</source>
        <translation>种子相同，结果也相同。</translation>
    </message>
    <message>
        <source>Visual words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dense SIFT</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Descriptors on a regular grid of every slice, to learn a vocabulary from.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The volume or single slice.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each segment is measured by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only what lies inside these boxes counts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Distance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Distance of the grid&apos;s points in a slice; smaller describes finer, slower. Automatic: four pixels.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Patch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Width of what one descriptor sees; larger takes in coarser structures. Automatic: 16 pixels.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sizes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every point is seen in so many patches, each 1.5 times larger.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of a grid with more points, so many are drawn, always the same ones.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Learn a vocabulary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Visual words from the descriptors of many cases; use training cases only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of dense SIFT or a keypoint operation, of many cases.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Encoding</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bag of words counts how often each word occurs; Fisher vectors also tell how the descriptors lie around it: longer, and better with few words.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bag of visual words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fisher vector</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More tell finer differences and need more data. Automatic: 200, or 16 for Fisher.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reduce to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Principal components of the descriptors that are kept; Gaussians fit them better. Automatic: all for bags, 32 for Fisher.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Descriptors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What made the table; automatic: as the table says, else by the descriptors&apos; length.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Their settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parameters the descriptors were made with, such as {&quot;strongest&quot;: 1000}, where the table does not say; those left out have their defaults.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Further tables</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Files with more descriptors made in the same way: paths separated by semicolons, where * stands for any letters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Learn from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At most so many descriptors, drawn at random from all.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>descriptors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same seed gives the same words.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where to keep it; empty: the folder of models.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How often each word of a vocabulary occurs: features of fixed length.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Vocabulary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file that Learn a vocabulary made (.npz); it also says how descriptors are found.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Deep features</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Deep embedding</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What a trained network sees: the values before its last layer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each segment gives a row of its own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only what lies inside these boxes is seen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A TorchScript file, or a MONAI bundle: its zip file or folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of the layer whose output is taken. Empty: what goes into the last linear layer of a classifier, or into the last convolution of a segmentation network.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Voxel size the network was trained with (R, A, S). Automatic: the image&apos;s own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Voxels the network takes (R, A, S). Automatic: as the bundle says, else what is there, in multiples of 32.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resize stretches each segment to the size; pad keeps its scale, and cuts or fills around its centre.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resize</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pad or cut</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Surroundings shown around each segment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide surroundings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What lies outside the segment becomes the lowest value.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Intensities</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Range: black to white become 0 to 1. Z-score: mean 0, deviation 1. Automatic: to the range in the bundle&apos;s metadata, else range.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Range</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Z-score</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As they are</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Intensity that becomes the lowest value. Automatic: the 0.1th percentile.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Intensity that becomes the highest value. Automatic: the 99.9th percentile.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How the network has its voxels: columns first (MONAI, nibabel) or last (torchvision, SimpleITK).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Columns, rows, slices</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Slices, rows, columns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Orientation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where the axes point that the network sees. Automatic: RAS in 3D; in 2D LPS, as slices are viewed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>RAS</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>LPS</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Slices</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A network of 2D sees at most so many slices of each segment, evenly spaced; the mean of their embeddings is taken.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>slices</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Device</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Automatic takes the GPU if there is one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CPU</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add cases</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cases from a folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each image below a folder is a case; subfolders or a pattern give its class.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The cohort that gets the cases; without, a new one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All images below it become cases.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pattern</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Path of an image below the folder, such as {label}/{patient}_{case}*.nii.gz. Names in braces become columns, * stands for any letters, ** for any subfolders. Empty takes every image, and the subfolder as its class.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Masks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pattern of the masks, such as {label}/{patient}_{case}_seg.nii.gz. Empty takes .seg.nrrd files and those that end in _mask, _seg, _segmentation or _label.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cases from DICOM files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each DICOM series below a folder is a case; names of patients are never read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All DICOM series below it become cases.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pseudonyms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Patients get random codes; without, their DICOM ids are kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Key file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Any file that you keep secret: with the same one, a patient gets the same code again. Empty draws new codes at each import.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Study dates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add the date of each study; it may identify the patient.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Descriptions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add the name of each series, which may hold anything.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cases from a CSV file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each row is a case; numbers, words and missing cells are told apart.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CSV file with a row for each case.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of that column in the file; empty finds common names such as id.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of that column in the file; empty finds common names such as path.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mask</source>
        <translation>掩膜</translation>
    </message>
    <message>
        <source>Name of that column in the file; empty finds common names such as segmentation.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of that column in the file; empty finds common names such as diagnosis.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Patient</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of that column in the file; empty finds common names such as patient_id.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Site</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of that column in the file; empty finds common names such as hospital.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Categories</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Columns, separated by commas, whose numbers are codes and not amounts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use a cohort</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Join features</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Puts labels and clinical values beside the features of the same case.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Features with a column &apos;case&apos;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The cohort.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What becomes of rows without a partner; the other table&apos;s columns are empty there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows with a partner</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All rows of the features</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All rows of both</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Split</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Marks cases for training, validation and test; a patient is never torn apart.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A row for each case.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of each class kept back for the final test.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Validation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of each class to tune with.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same seed gives the same split, whatever the order of the rows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finds what would spoil a study: duplicates, torn patients, leaks, typos, bad files.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare pixels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reads every image whole: finds equal images in unequal files, and damaged ones. Without, only files and headers are compared, which is much faster.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smallest class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fewer patients than this are warned of.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>patients</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Thumbnails</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The middle slice of every case, as one stack of pictures in the cohort&apos;s order.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Width and height of each picture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Load a case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reads the image and the mask of one case.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Image file, or DICOM folder#series.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File of its mask, if there is one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Validate a classifier</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How well a classifier predicts patients that it has not seen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cases: a row each, with features, label and patient.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Column with the class of each case.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Positive</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The class that stands for disease; several, separated by commas, count as one against all others. Empty takes the last of two classes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Column that names each case.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Column with the patient; a patient&apos;s cases stay together.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Column with the hospital; empty if there is none.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Column with train and test.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Columns to learn from, separated by commas; * stands for any letters. Empty takes all but those that name cases, files and labels.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Columns not to learn from.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Columns whose numbers stand for categories.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Classifier</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forests need no tuning; linear ones are easiest to explain; the RBF SVM bends.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SVM (RBF)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SVM (linear)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Random forest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Logistic regression</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gradient boosting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>k nearest neighbours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Balanced random forest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Neural network (MLP)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>C</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SVM, logistic regression: larger fits the training cases more closely.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>RBF SVM: larger bends more sharply around single cases.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trees</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forests, boosting: more steady the result and take longer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Depth</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forests, boosting: deeper trees see more involved rules, also by chance.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cases in a leaf</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forests, boosting: more make smoother rules.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Boosting, MLP: smaller learns slower and often better.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Neighbours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>k nearest neighbours: more smooth the border.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hidden units</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MLP: more can learn more, also by chance.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MLP: how often every case is seen at most.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Missing values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What stands in for a missing number: the median, the mean of the 5 most alike cases, or an estimate from the other columns.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nearest cases</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Estimated from other columns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mark missing values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Adds a column that says where a value was missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scaling</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Makes columns of different units comparable; forests do not need it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean 0, deviation 1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Median 0, quartiles apart by 1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>0 to 1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A column for each category, or one number for each.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One column each</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One number each</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Feature selection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fewer features are easier to explain and to trust with few cases.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop constant ones</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop correlated ones</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mutual information</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Relevant, not redundant (mRMR)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>L1-regularised</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Features kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At most; for mutual information, mRMR and L1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Largest correlation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of two features more alike than this one is dropped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Features are put together into so many; none keeps them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Class imbalance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lets rare classes count as much as frequent ones; only training cases are changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave as it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weigh classes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SMOTE</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Borderline SMOTE</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ADASYN</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Repeat rare cases</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop frequent cases</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Calibration</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Makes 80 % mean that 80 of 100 such cases have the class. SVMs always have it; isotonic needs some 1000 cases.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sigmoid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Isotonic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From which probability on a case counts as positive, chosen on training cases only; for two classes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>50 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Best sum of sensitivity and specificity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fixed sensitivity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sensitivity wanted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The threshold reaches it on training cases.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tries values for those hyper-parameters that are automatic.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search hyper-parameters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trials</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sets of hyper-parameters that are tried.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time for the search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ends it early, in each fold; then two runs may differ. None lets all trials end.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>s</source>
        <translation>s</translation>
    </message>
    <message>
        <source>Inner folds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folds of the training cases for search, calibration and threshold.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same seed repeats the same result.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tested on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folds of patients in turn, each hospital in turn, or the cases that the split column calls test.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each site in turn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test split</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parts that are tested in turn.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folds are drawn anew so often.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bootstrap samples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For the 95 % intervals; more steady them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Workers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Processes that work at the same time; the result is the same for any number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resume folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finished folds are kept here, so that the same run goes on after an interruption.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare two classifiers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whether one classifier is better than another on the same cases.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Predictions of one validation.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Predictions of the other validation.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The class whose ROC curves are compared; empty takes the last one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Learning curve</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whether more cases would make the classifier better.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sizes of the training part that are tried.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leakage check</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With shuffled labels nothing can be predicted, unless the validation leaks.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Permutations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How often the labels are shuffled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train a classifier</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fits a classifier on all labelled cases and saves it with its model card.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A row for each case: features, clinical values, label.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of the model; its file is called so.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Intended use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For whom and what it is made, and for what not; stands in its card.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep training cases</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stores their values under numbers in the model, so that the nearest ones can be shown beside a new case. Such a model must not leave the hospital.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folds of the check</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cases are predicted while left out, for the model&apos;s card and its intervals.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where to keep the model; empty: the folder of models.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Extraction</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How the features were made: operation, parameters, versions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Predict</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What a saved classifier says about each row of a table.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A row for each case, with the columns of the training.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A trained classifier (.medai).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Diagnosis</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Predict a diagnosis</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Class probabilities of one case, what speaks for and against, and a report.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One row: features and clinical values, which may be missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For pictures in the report.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Outlined in the pictures.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which row: its id in the column &apos;case&apos;. Empty takes the only row.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Explain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The class that features speak for or against. Empty takes the positive one of two, the most probable one of more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For more than 12 features, whose contributions are estimated: more make them more exact and take longer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>So many training cases are shown beside it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name or number for the report; empty leaves the report without.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stands in the report.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PDF file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where to write the report to print; empty writes none.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Permutation importance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How much worse predictions get when each feature is shuffled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Labelled cases, best ones the model has not seen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Metric</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What gets worse when a feature&apos;s values are shuffled among the cases.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ROC AUC</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Balanced accuracy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Brier score</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measured on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The table as it is, if the model has not seen it; else folds, with models trained anew without each.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The table as it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Left-out folds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Together from correlation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Columns that are more alike are shuffled together, because one stands in for the other. None shuffles each alone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shuffles of each feature; more steady the result.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For left-out folds.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For the 95 % intervals.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Column with the class; empty takes the model&apos;s.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Column with the patient, for folds and intervals.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forest importance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How much each column helped a forest&apos;s trees on its training cases.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Partial dependence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The predicted probability as one feature changes and all others stay.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cases to average over; else the model&apos;s.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The column that is varied; empty takes the first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whose probability is shown; empty takes the positive or last one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Values that are tried.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cases shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lines of single cases (ICE) beside their mean.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What would change the answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Small changes of one case that make the model answer differently.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The case: a row with the columns of the training.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wanted answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The class to reach; empty takes the next most probable one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fixed columns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What cannot change, such as age or sex.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Different ways to get there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Changes at most</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Columns that may change together.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From strokes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Voxel classification</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paint a few strokes of each class; the rest of the volume is classified alike.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The volume to segment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Painted voxels: a segment for each class, background too.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only voxels inside these boxes are classified.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A random forest suits most images. A support vector machine draws smoother borders; logistic regression is the simplest and needs the fewest strokes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Support vector machine (RBF)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Larger ignores noise and finer detail. Automatic is the smallest voxel edge.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number of scales</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each is twice as large as the one before; more look farther around each voxel.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How fast the intensity changes: finds borders.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Laplacian</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Darker or brighter than all around: finds blobs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Difference of Gaussians</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Detail between one scale and the next.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hessian</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tells blobs, tubes and sheets apart by their curvatures.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Structure tensor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tells flat, layered and cornered texture apart; slower, often better.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Position</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Also learns where things lie; paint all over the volume then, not in one place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of the forest: more are steadier and slower.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Most voxels a class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From more painted voxels than this, so many are drawn to learn from.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another one gives a slightly different forest.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Probability</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A volume to go with the segmentation. Paint more where it is uncertain.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of one class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of every class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Uncertainty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of the class whose probability is wanted; empty: the last one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Feature importance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A table of what the classifier looked at.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plane</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Classify one plane of voxels across this axis.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plane number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Counted from 0.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>引擎</translation>
    </message>
    <message>
        <source>Echo</source>
        <translation>回传</translation>
    </message>
    <message>
        <source>Returns the volume unchanged; measures the transport.</source>
        <translation>原样返回体数据；用于测量传输速度。</translation>
    </message>
    <message>
        <source>Wait</source>
        <translation>等待</translation>
    </message>
    <message>
        <source>Waits while reporting progress; tests cancelling.</source>
        <translation>等待并报告进度；用于测试取消。</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>时长</translation>
    </message>
    <message>
        <source>Longer waits longer.</source>
        <translation>值越大，等待越久。</translation>
    </message>
    <message>
        <source>Health</source>
        <translation>健康检查</translation>
    </message>
    <message>
        <source>Checks the libraries and devices that the engine computes with.</source>
        <translation>检查引擎计算所用的程序库和设备。</translation>
    </message>
</context>
<context>
    <name>MedAIAssistLib.samples</name>
    <message>
        <source>MedAIAssist</source>
        <translation>MedAIAssist</translation>
    </message>
</context>
<context>
    <name>Pipeline</name>
    <message>
        <source>+ &amp;pipeline</source>
        <translation>+ 流程(&amp;P)</translation>
    </message>
    <message>
        <source>Append this method with its settings to the pipeline below.</source>
        <translation>将此方法及其设置加到下面流程的末尾。</translation>
    </message>
    <message>
        <source>Several methods one after the other, to repeat on other volumes.</source>
        <translation>依次执行的多个方法，可对其他体数据重复使用。</translation>
    </message>
    <message>
        <source>Pipeline</source>
        <translation>流程</translation>
    </message>
    <message>
        <source>The steps, run from top to bottom.</source>
        <translation>各步骤，从上到下依次运行。</translation>
    </message>
    <message>
        <source>Steps of the pipeline</source>
        <translation>流程的步骤</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Remove the selected step.</source>
        <translation>移除所选步骤。</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>上移</translation>
    </message>
    <message>
        <source>Move the selected step up.</source>
        <translation>将所选步骤上移。</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>下移</translation>
    </message>
    <message>
        <source>Move the selected step down.</source>
        <translation>将所选步骤下移。</translation>
    </message>
    <message>
        <source>Load…</source>
        <translation>载入…</translation>
    </message>
    <message>
        <source>Load a pipeline from a JSON file.</source>
        <translation>从 JSON 文件载入流程。</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>保存…</translation>
    </message>
    <message>
        <source>Save the pipeline as a JSON file, for another volume or for batch mode.</source>
        <translation>将流程保存为 JSON 文件，用于其他体数据或批处理。</translation>
    </message>
    <message>
        <source>Run all</source>
        <translation>全部运行</translation>
    </message>
    <message>
        <source>Run all steps one after the other.</source>
        <translation>依次运行所有步骤。</translation>
    </message>
</context>
<context>
    <name>Preprocess</name>
    <message>
        <source>P&amp;review on the slice views</source>
        <translation>在切片视图中预览(&amp;R)</translation>
    </message>
    <message>
        <source>Show what the method does to the slice in the red view.</source>
        <translation>显示该方法对红色视图中切片的效果。</translation>
    </message>
    <message>
        <source>Resul&amp;t</source>
        <translation>结果(&amp;T)</translation>
    </message>
    <message>
        <source>Create a new volume, or replace the one chosen here.</source>
        <translation>新建体数据，或替换此处所选的体数据。</translation>
    </message>
    <message>
        <source>create new</source>
        <translation>新建</translation>
    </message>
</context>
<context>
    <name>Strokes</name>
    <message>
        <source>&amp;Strokes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A segmentation with a segment for each class. Paint a few strokes of each, also of the background.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Strokes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Live in the slice views</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After each stroke, classify the slices that are shown.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Task</name>
    <message>
        <source>Try it on sample data</source>
        <translation>用示例数据试一试</translation>
    </message>
    <message>
        <source>Download the head MR of Slicer&apos;s sample data and choose it.</source>
        <translation>下载 Slicer 示例数据中的头部 MR 并选中。</translation>
    </message>
    <message>
        <source>&amp;Input volume</source>
        <translation>输入体数据(&amp;I)</translation>
    </message>
    <message>
        <source>The volume to work on.</source>
        <translation>要处理的体数据。</translation>
    </message>
    <message>
        <source>The input volume is itself a result.</source>
        <translation>输入体数据本身就是一个结果。</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
    <message>
        <source>How the input volume was made; run the same on another volume.</source>
        <translation>输入体数据是如何得到的；可对另一个体数据做同样的处理。</translation>
    </message>
    <message>
        <source>&amp;Limit to</source>
        <translation>限定于(&amp;L)</translation>
    </message>
    <message>
        <source>The part of the volume to work on.</source>
        <translation>要处理体数据的哪一部分。</translation>
    </message>
    <message>
        <source>&amp;Method</source>
        <translation>方法(&amp;M)</translation>
    </message>
    <message>
        <source>What to do with the volume.</source>
        <translation>对体数据做什么处理。</translation>
    </message>
    <message>
        <source>&amp;Apply</source>
        <translation>应用(&amp;A)</translation>
    </message>
    <message>
        <source>Run the method; the input stays as it is.</source>
        <translation>运行该方法；输入保持不变。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>There is nothing to undo.</source>
        <translation>没有可撤销的操作。</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>There is nothing to do again.</source>
        <translation>没有可重做的操作。</translation>
    </message>
</context>
<context>
    <name>cohort.ask_box</name>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Do nothing.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cohort.asking</name>
    <message>
        <source>Folder with the cases</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Table with the cases</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cohort.buttons</name>
    <message>
        <source>Add cases first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a case in the list first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add cases from the scene, a folder, CSV or DICOM files.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find duplicates, torn patients, leaks, typos, bad files.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mark cases for training and test, patient by patient.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the cohort as CSV, with units and descriptions in a second file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the case in the views; Enter does the same.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing to undo.</source>
        <translation>没有可撤销的操作。</translation>
    </message>
    <message>
        <source>Undo: {title}</source>
        <translation>撤销：{title}</translation>
    </message>
    <message>
        <source>There is nothing to do again.</source>
        <translation>没有可重做的操作。</translation>
    </message>
    <message>
        <source>Redo: {title}</source>
        <translation>重做：{title}</translation>
    </message>
</context>
<context>
    <name>cohort.case_view</name>
    <message>
        <source>Click to sort; right-click to choose the columns.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cohort.cell_model</name>
    <message>
        <source>Value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Column</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cohort.content</name>
    <message>
        <source>Cohort</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cohort.counts</name>
    <message>
        <source>No cases yet. Add some from the scene, a folder, a CSV or DICOM files.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{cases} cases, {patients} patients</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>without {count}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cohort.editing</name>
    <message>
        <source>Edit {column}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove cases</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The scene has no volume that is not in the cohort already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add from the scene</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cohort.menus</name>
    <message>
        <source>From the scene</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every volume, with the segmentation drawn on it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From a folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Images; their subfolder or a pattern gives the class.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From a CSV file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A row for each case, with paths and clinical values.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From DICOM files…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A case for each series below a folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show in the views</source>
        <translation>在视图中显示</translation>
    </message>
    <message>
        <source>Load the image and the mask if need be.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Split</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Another…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type it in the list below.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove from the cohort</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove {count} cases</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The files stay; Undo brings it back.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cohort.panel</name>
    <message>
        <source>Check</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Split</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cohort.pictures</name>
    <message>
        <source>Thumbnails</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cohort.runs</name>
    <message>
        <source>Wait until &apos;{title}&apos; has ended.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cohort</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cohort.showing</name>
    <message>
        <source>Case &apos;{case}&apos; names no image. Fill in its path.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The volume of case &apos;{case}&apos; is no longer in the scene. Remove the case.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cohort.values_view</name>
    <message>
        <source>Case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Case {case}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cohort.warning_list</name>
    <message>
        <source>Warnings ({count})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} more are in the report.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was found that would spoil a study.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Warning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remark</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>engine.advanced_box</name>
    <message>
        <source>for this computer&apos;s GPU, else CPU</source>
        <translation>适合本机的 GPU，没有则用 CPU</translation>
    </message>
    <message>
        <source>for the CPU only (smaller)</source>
        <translation>仅用于 CPU（较小）</translation>
    </message>
    <message>
        <source>as the package index has it</source>
        <translation>软件包索引中的版本</translation>
    </message>
</context>
<context>
    <name>engine.bar</name>
    <message>
        <source>The engine that computes is not installed yet. {offer} Install it now?</source>
        <translation>用于计算的引擎尚未安装。{offer}现在安装吗？</translation>
    </message>
    <message>
        <source>Engine: {state}</source>
        <translation>引擎：{state}</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>引擎</translation>
    </message>
    <message>
        <source>Health of the engine, its environment, and where it runs.</source>
        <translation>引擎的健康状况、它的环境以及运行位置。</translation>
    </message>
    <message>
        <source>Update the engine…</source>
        <translation>更新引擎…</translation>
    </message>
    <message>
        <source>Repair the engine…</source>
        <translation>修复引擎…</translation>
    </message>
    <message>
        <source>Install the engine…</source>
        <translation>安装引擎…</translation>
    </message>
    <message>
        <source>ready</source>
        <translation>就绪</translation>
    </message>
    <message>
        <source>working</source>
        <translation>工作中</translation>
    </message>
    <message>
        <source>{size} GB free</source>
        <translation>可用 {size} GB</translation>
    </message>
    <message>
        <source> - REMOTE: images leave this machine</source>
        <translation> - 远程：图像会离开本机</translation>
    </message>
    <message>
        <source>damaged</source>
        <translation>已损坏</translation>
    </message>
    <message>
        <source>not installed</source>
        <translation>未安装</translation>
    </message>
    <message>
        <source>not started</source>
        <translation>未启动</translation>
    </message>
    <message>
        <source>starting</source>
        <translation>正在启动</translation>
    </message>
    <message>
        <source>ready, loading its libraries</source>
        <translation>就绪，正在加载程序库</translation>
    </message>
    <message>
        <source>not available</source>
        <translation>不可用</translation>
    </message>
</context>
<context>
    <name>engine.choice_box</name>
    <message>
        <source>its own environment (recommended)</source>
        <translation>自己的环境（推荐）</translation>
    </message>
    <message>
        <source>another Python</source>
        <translation>其他 Python</translation>
    </message>
    <message>
        <source>Slicer&apos;s Python</source>
        <translation>Slicer 的 Python</translation>
    </message>
    <message>
        <source>a command, such as a remote machine</source>
        <translation>命令，例如远程计算机</translation>
    </message>
    <message>
        <source>Separate from Slicer: it cannot disturb Slicer&apos;s packages, nor they it.</source>
        <translation>与 Slicer 分开：不会影响 Slicer 的软件包，也不受其影响。</translation>
    </message>
    <message>
        <source>It must have the engine&apos;s libraries; Check names those that are missing.</source>
        <translation>其中必须装有引擎的程序库；“检查”会列出缺少的程序库。</translation>
    </message>
    <message>
        <source>PyTorch comes from the PyTorch extension; other packages from here.</source>
        <translation>PyTorch 由 PyTorch 扩展提供；其他软件包从这里安装。</translation>
    </message>
    <message>
        <source>The images travel to where the command runs. SSH encrypts them; no port is opened.</source>
        <translation>图像会传输到命令运行的地方。SSH 会加密图像；不打开任何端口。</translation>
    </message>
</context>
<context>
    <name>engine.environment_box</name>
    <message>
        <source>&amp;Install</source>
        <translation>安装(&amp;I)</translation>
    </message>
    <message>
        <source>&amp;Update</source>
        <translation>更新(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Repair</source>
        <translation>修复(&amp;R)</translation>
    </message>
    <message>
        <source>Make the environment anew from fresh downloads; the present one works until then.</source>
        <translation>重新下载并建立环境；在此之前，现有环境照常可用。</translation>
    </message>
    <message>
        <source>Remove the environment and everything that was downloaded for it.</source>
        <translation>移除环境以及为它下载的全部内容。</translation>
    </message>
    <message>
        <source>There is nothing to remove.</source>
        <translation>没有可移除的内容。</translation>
    </message>
    <message>
        <source>Downloads about {download} GB, and takes {disk} GB in {folder}.</source>
        <translation>下载约 {download} GB，在 {folder} 中占用 {disk} GB。</translation>
    </message>
    <message>
        <source>Installing the engine</source>
        <translation>正在安装引擎</translation>
    </message>
    <message>
        <source>Remove the engine&apos;s environment in {folder}? Jobs that run now are cancelled. It can be installed again at any time.</source>
        <translation>移除 {folder} 中的引擎环境吗？正在运行的任务会被取消。之后可随时重新安装。</translation>
    </message>
    <message>
        <source>Removing the engine</source>
        <translation>正在移除引擎</translation>
    </message>
    <message>
        <source>Not installed. {offer}</source>
        <translation>未安装。{offer}</translation>
    </message>
    <message>
        <source>Damaged: its Python in {folder} is gone.</source>
        <translation>已损坏：{folder} 中的 Python 已不存在。</translation>
    </message>
    <message>
        <source>Installed on {date} in {folder}</source>
        <translation>于 {date} 安装在 {folder}</translation>
    </message>
    <message>
        <source>, {size} GB on disk</source>
        <translation>，占用磁盘 {size} GB</translation>
    </message>
    <message>
        <source>. This version of MedAIAssist was tested with newer packages.</source>
        <translation>。此版本的 MedAIAssist 是用更新的软件包测试的。</translation>
    </message>
</context>
<context>
    <name>engine.health_box</name>
    <message>
        <source>Checking…</source>
        <translation>正在检查…</translation>
    </message>
    <message>
        <source>Engine check</source>
        <translation>引擎检查</translation>
    </message>
    <message>
        <source>The engine has written nothing.</source>
        <translation>引擎没有输出任何内容。</translation>
    </message>
    <message>
        <source>The check was cancelled.</source>
        <translation>检查已取消。</translation>
    </message>
</context>
<context>
    <name>engine.slicer_python</name>
    <message>
        <source>The packages were not installed: {reason}</source>
        <translation>软件包未安装：{reason}</translation>
    </message>
    <message>
        <source>The packages are installed. For deep learning also install the extension PyTorch with Slicer&apos;s Extensions Manager.</source>
        <translation>软件包已安装。要使用深度学习，还需用 Slicer 的扩展管理器安装 PyTorch 扩展。</translation>
    </message>
    <message>
        <source>The packages are installed.</source>
        <translation>软件包已安装。</translation>
    </message>
</context>
<context>
    <name>engine.task_line</name>
    <message>
        <source>Cancel; what was there before stays as it is.</source>
        <translation>取消；原有的内容保持不变。</translation>
    </message>
</context>
<context>
    <name>panels.MedAIAssistSubjectHierarchyPlugin</name>
    <message>
        <source>MedAIAssist</source>
        <translation>MedAIAssist</translation>
    </message>
</context>
<context>
    <name>panels.editors</name>
    <message>
        <source>automatic</source>
        <translation>自动</translation>
    </message>
</context>
<context>
    <name>panels.feature_tables</name>
    <message>
        <source>Feature table</source>
        <translation>特征表</translation>
    </message>
    <message>
        <source>Choose a table first.</source>
        <translation>请先选择表格。</translation>
    </message>
    <message>
        <source>Show the table beside the slices. The arrow keys in it move the slices along.</source>
        <translation>在切片旁显示表格。在表格中按方向键，切片随之移动。</translation>
    </message>
    <message>
        <source>Save the table as CSV, with units and descriptions in a second file.</source>
        <translation>将表格保存为 CSV，单位和说明另存一个文件。</translation>
    </message>
    <message>
        <source>Rows: {rows}, columns: {columns}</source>
        <translation>行数：{rows}，列数：{columns}</translation>
    </message>
    <message>
        <source>Slicer needs a while to show a table of this size; exporting it is quick.</source>
        <translation>Slicer 显示这么大的表格需要一些时间；导出则很快。</translation>
    </message>
</context>
<context>
    <name>panels.features</name>
    <message>
        <source>Wh&amp;ere</source>
        <translation>位置(&amp;E)</translation>
    </message>
</context>
<context>
    <name>panels.form</name>
    <message>
        <source>Advanced</source>
        <translation>高级</translation>
    </message>
    <message>
        <source>Settings that are rarely changed.</source>
        <translation>很少需要更改的设置。</translation>
    </message>
</context>
<context>
    <name>panels.history</name>
    <message>
        <source>Made by {what}</source>
        <translation>由{what}生成</translation>
    </message>
    <message>
        <source>Operation</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>Inputs</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>Estimated from the data</source>
        <translation>由数据估计</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>This version does not know the operation.</source>
        <translation>此版本没有该操作。</translation>
    </message>
    <message>
        <source>{input}, one slice</source>
        <translation>{input}，单个切片</translation>
    </message>
    <message>
        <source>{name} (no longer in the scene)</source>
        <translation>{name}（已不在场景中）</translation>
    </message>
    <message>
        <source>{name} (now called {new})</source>
        <translation>{name}（现名为 {new}）</translation>
    </message>
    <message>
        <source>{name}, segment {segment}</source>
        <translation>{name}，片段 {segment}</translation>
    </message>
</context>
<context>
    <name>panels.how_window</name>
    <message>
        <source>How the result was made</source>
        <translation>结果是如何得到的</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy the text to the clipboard.</source>
        <translation>将文字复制到剪贴板。</translation>
    </message>
    <message>
        <source>How was this made: {name}</source>
        <translation>这是如何得到的：{name}</translation>
    </message>
</context>
<context>
    <name>panels.job_list</name>
    <message>
        <source>Cancel this job.</source>
        <translation>取消此任务。</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>The result is no longer in the scene.</source>
        <translation>结果已不在场景中。</translation>
    </message>
    <message>
        <source>Bring the result into the views.</source>
        <translation>将结果显示到视图中。</translation>
    </message>
    <message>
        <source>done in {seconds} s</source>
        <translation>完成，用时 {seconds} s</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>running</source>
        <translation>运行中</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>done</source>
        <translation>完成</translation>
    </message>
</context>
<context>
    <name>panels.module_panel</name>
    <message>
        <source>Preprocess</source>
        <translation>预处理</translation>
    </message>
    <message>
        <source>Remove noise, even out contrast, find edges, prepare volumes.</source>
        <translation>去除噪声、均衡对比度、查找边缘、准备体数据。</translation>
    </message>
    <message>
        <source>Features</source>
        <translation>特征</translation>
    </message>
    <message>
        <source>Measure: keypoints, gradients, texture, radiomics; as tables and pictures.</source>
        <translation>测量：关键点、梯度、纹理、影像组学；输出为表格和图像。</translation>
    </message>
    <message>
        <source>Cohort</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Collect cases with labels and clinical values; check and split them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Segment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paint a few strokes; the rest of the volume is segmented alike.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>panels.naming_editors</name>
    <message>
        <source>Files</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>panels.parameter_texts</name>
    <message>
        <source>automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>on</source>
        <translation>开</translation>
    </message>
    <message>
        <source>off</source>
        <translation>关</translation>
    </message>
    <message>
        <source>From {low} to {high} {unit}</source>
        <translation>{low} 至 {high} {unit}</translation>
    </message>
    <message>
        <source>From {low} {unit} up</source>
        <translation>不小于 {low} {unit}</translation>
    </message>
    <message>
        <source>In {unit}</source>
        <translation>单位：{unit}</translation>
    </message>
</context>
<context>
    <name>panels.pipeline_section</name>
    <message>
        <source>Pipeline ({count})</source>
        <translation>流程（{count}）</translation>
    </message>
    <message>
        <source>Select a step first.</source>
        <translation>请先选择一个步骤。</translation>
    </message>
    <message>
        <source>This is the first step already.</source>
        <translation>这已经是第一个步骤。</translation>
    </message>
    <message>
        <source>This is the last step already.</source>
        <translation>这已经是最后一个步骤。</translation>
    </message>
    <message>
        <source>Add a step with &apos;+ pipeline&apos; first.</source>
        <translation>请先用“+ 流程”添加一个步骤。</translation>
    </message>
    <message>
        <source>Remove the selected step.</source>
        <translation>移除所选步骤。</translation>
    </message>
    <message>
        <source>Move the selected step up.</source>
        <translation>将所选步骤上移。</translation>
    </message>
    <message>
        <source>Move the selected step down.</source>
        <translation>将所选步骤下移。</translation>
    </message>
    <message>
        <source>Save the pipeline as a JSON file.</source>
        <translation>将流程保存为 JSON 文件。</translation>
    </message>
    <message>
        <source>Run all steps one after the other.</source>
        <translation>依次运行所有步骤。</translation>
    </message>
    <message>
        <source>Load a pipeline</source>
        <translation>载入流程</translation>
    </message>
    <message>
        <source>The pipeline was not loaded: {reason}</source>
        <translation>流程未载入：{reason}</translation>
    </message>
    <message>
        <source>Save the pipeline</source>
        <translation>保存流程</translation>
    </message>
    <message>
        <source>The pipeline was not saved: {reason}</source>
        <translation>流程未保存：{reason}</translation>
    </message>
</context>
<context>
    <name>panels.preprocess</name>
    <message>
        <source>Run the method; &apos;{name}&apos; gets new content. Undo brings the old back.</source>
        <translation>运行该方法；“{name}”将得到新的内容。“撤销”可恢复原来的内容。</translation>
    </message>
</context>
<context>
    <name>panels.preview_box</name>
    <message>
        <source>{title} cannot be previewed on one slice. Press Apply.</source>
        <translation>{title}无法在单个切片上预览。请点击“应用”。</translation>
    </message>
</context>
<context>
    <name>panels.problem_line</name>
    <message>
        <source>Details</source>
        <translation>详细信息</translation>
    </message>
    <message>
        <source>Show what the engine said last.</source>
        <translation>显示引擎最近的消息。</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy the message and its details.</source>
        <translation>复制该消息及其详细信息。</translation>
    </message>
    <message>
        <source>Details of the problem</source>
        <translation>问题的详细信息</translation>
    </message>
</context>
<context>
    <name>panels.progress_line</name>
    <message>
        <source>{count} s left</source>
        <translation>剩余 {count} s</translation>
    </message>
    <message>
        <source>{count} min left</source>
        <translation>剩余 {count} min</translation>
    </message>
</context>
<context>
    <name>panels.report_window</name>
    <message>
        <source>Report</source>
        <translation>报告</translation>
    </message>
</context>
<context>
    <name>panels.result_menu</name>
    <message>
        <source>Show in the views</source>
        <translation>在视图中显示</translation>
    </message>
    <message>
        <source>How was this made…</source>
        <translation>这是如何得到的…</translation>
    </message>
    <message>
        <source>Run again on</source>
        <translation>重新运行于</translation>
    </message>
    <message>
        <source>Load another volume first</source>
        <translation>请先载入另一个体数据</translation>
    </message>
    <message>
        <source>Export CSV: {name}…</source>
        <translation>导出 CSV：{name}…</translation>
    </message>
    <message>
        <source>Apply to {name}</source>
        <translation>应用于 {name}</translation>
    </message>
</context>
<context>
    <name>panels.results</name>
    <message>
        <source>It is not known how &apos;{name}&apos; was made.</source>
        <translation>不知道“{name}”是如何得到的。</translation>
    </message>
    <message>
        <source>This cannot be run again. {reason}</source>
        <translation>无法重新运行。{reason}</translation>
    </message>
    <message>
        <source>What &apos;{name}&apos; would move is gone.</source>
        <translation>“{name}”要移动的对象已不存在。</translation>
    </message>
    <message>
        <source>Align {name}</source>
        <translation>对齐 {name}</translation>
    </message>
</context>
<context>
    <name>panels.sample</name>
    <message>
        <source>The sample was not downloaded. Check the network, or open a volume of your own.</source>
        <translation>示例数据未能下载。请检查网络，或打开您自己的体数据。</translation>
    </message>
    <message>
        <source>Open a file…</source>
        <translation>打开文件…</translation>
    </message>
    <message>
        <source>Choose a volume on this machine.</source>
        <translation>选择本机上的体数据。</translation>
    </message>
    <message>
        <source>Open a volume</source>
        <translation>打开体数据</translation>
    </message>
    <message>
        <source>&apos;{name}&apos; is no volume that Slicer can read. Choose another file.</source>
        <translation>“{name}”不是 Slicer 能读取的体数据。请选择其他文件。</translation>
    </message>
</context>
<context>
    <name>panels.slot_rows</name>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>choose one</source>
        <translation>请选择</translation>
    </message>
</context>
<context>
    <name>panels.slot_texts</name>
    <message>
        <source>Volume</source>
        <translation>体数据</translation>
    </message>
    <message>
        <source>Mask</source>
        <translation>掩膜</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>区域</translation>
    </message>
    <message>
        <source>Segments</source>
        <translation>片段</translation>
    </message>
    <message>
        <source>Fixed volume</source>
        <translation>固定体数据</translation>
    </message>
    <message>
        <source>Moving volume</source>
        <translation>浮动体数据</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>表格</translation>
    </message>
    <message>
        <source>Model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First predictions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Second predictions</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>panels.table_files</name>
    <message>
        <source>Export the table</source>
        <translation>导出表格</translation>
    </message>
    <message>
        <source>The table was not exported: {reason}</source>
        <translation>表格未导出：{reason}</translation>
    </message>
</context>
<context>
    <name>panels.task_inputs</name>
    <message>
        <source>Choose an input volume first.</source>
        <translation>请先选择输入体数据。</translation>
    </message>
    <message>
        <source>Choose an input first: {slot}.</source>
        <translation>请先选择输入：{slot}。</translation>
    </message>
    <message>
        <source>{title} works on whole volumes only. Choose the whole volume.</source>
        <translation>{title}只能处理整个体数据。请选择整个体数据。</translation>
    </message>
    <message>
        <source>{title} cannot be limited to a ROI. Choose the whole volume or a segmentation.</source>
        <translation>{title}不能限定于 ROI。请选择整个体数据或一个分割。</translation>
    </message>
</context>
<context>
    <name>panels.task_panel</name>
    <message>
        <source>There is nothing to undo.</source>
        <translation>没有可撤销的操作。</translation>
    </message>
    <message>
        <source>Undo: {title}</source>
        <translation>撤销：{title}</translation>
    </message>
    <message>
        <source>There is nothing to do again.</source>
        <translation>没有可重做的操作。</translation>
    </message>
    <message>
        <source>Redo: {title}</source>
        <translation>重做：{title}</translation>
    </message>
    <message>
        <source>Run the method; the input stays as it is.</source>
        <translation>运行该方法；输入保持不变。</translation>
    </message>
</context>
<context>
    <name>panels.where_box</name>
    <message>
        <source>whole volume</source>
        <translation>整个体数据</translation>
    </message>
    <message>
        <source>Takes the plane that the view shows when you press Apply.</source>
        <translation>取点击“应用”时该视图所显示的平面。</translation>
    </message>
    <message>
        <source>slice in the red view</source>
        <translation>红色视图中的切片</translation>
    </message>
    <message>
        <source>slice in the green view</source>
        <translation>绿色视图中的切片</translation>
    </message>
    <message>
        <source>slice in the yellow view</source>
        <translation>黄色视图中的切片</translation>
    </message>
    <message>
        <source>ROI {name}</source>
        <translation>ROI {name}</translation>
    </message>
    <message>
        <source>all segments ({name})</source>
        <translation>全部片段（{name}）</translation>
    </message>
    <message>
        <source>{segment} ({name})</source>
        <translation>{segment}（{name}）</translation>
    </message>
</context>
<context>
    <name>segment.panel</name>
    <message>
        <source>Voxel classification can be limited to a ROI only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the strokes, or create new ones, and paint.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>segment.stroke_editor</name>
    <message>
        <source>Background</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Object</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
