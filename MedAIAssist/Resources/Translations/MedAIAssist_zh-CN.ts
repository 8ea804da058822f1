<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en_US">
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
    <name>MedAIAssist</name>
    <message>
        <source>MedAIAssist</source>
        <translation>MedAIAssist</translation>
    </message>
    <message>
        <source>Removes noise, evens out contrast, finds edges and prepares medical images for machine learning. All heavy work runs in a separate process. For research use only. See the &lt;a href=&quot;{homepage}&quot;&gt;documentation&lt;/a&gt;.</source>
        <translation>去除噪声、均衡对比度、查找边缘，并为机器学习准备医学图像。所有繁重的计算都在单独的进程中运行。仅供研究使用。参见&lt;a href=&quot;{homepage}&quot;&gt;文档&lt;/a&gt;。</translation>
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
        <translation type="unfinished"></translation>
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
        <source>s</source>
        <translation>s</translation>
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
    <name>Preprocess</name>
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
        <source>Only voxels inside the ROI or the segments change.</source>
        <translation>只改变感兴趣区（ROI）或分割片段内的体素。</translation>
    </message>
    <message>
        <source>whole volume</source>
        <translation>整个体数据</translation>
    </message>
    <message>
        <source>The segment that limits the effect.</source>
        <translation>限定作用范围的分割片段。</translation>
    </message>
    <message>
        <source>Segment that limits the effect</source>
        <translation>限定作用范围的分割片段</translation>
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
    <message>
        <source>&amp;Apply</source>
        <translation>应用(&amp;A)</translation>
    </message>
    <message>
        <source>Run the method; the input stays as it is.</source>
        <translation>运行该方法；输入保持不变。</translation>
    </message>
    <message>
        <source>+ &amp;pipeline</source>
        <translation>+ 流程(&amp;P)</translation>
    </message>
    <message>
        <source>Append this method with its settings to the pipeline below.</source>
        <translation>将此方法及其设置加到下面流程的末尾。</translation>
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
        <translation type="unfinished"></translation>
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
        <translation type="unfinished"></translation>
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
        <source>{count} s left</source>
        <translation>剩余 {count} s</translation>
    </message>
    <message>
        <source>{count} min left</source>
        <translation>剩余 {count} min</translation>
    </message>
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
        <source>Bring the result into the slice views.</source>
        <translation>将结果显示到切片视图中。</translation>
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
    <name>panels.limit_box</name>
    <message>
        <source>whole volume</source>
        <translation>整个体数据</translation>
    </message>
    <message>
        <source>all segments</source>
        <translation>所有分割片段</translation>
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
    <message>
        <source>Run the method; &apos;{name}&apos; gets new content. Undo brings the old back.</source>
        <translation>运行该方法；“{name}”将得到新的内容。“撤销”可恢复原来的内容。</translation>
    </message>
    <message>
        <source>Choose an input volume first.</source>
        <translation>请先选择输入体数据。</translation>
    </message>
    <message>
        <source>{title} cannot be limited to a ROI. Choose the whole volume or a segmentation.</source>
        <translation>{title}不能限定于 ROI。请选择整个体数据或一个分割。</translation>
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
    <name>panels.result_menu</name>
    <message>
        <source>Show in the slice views</source>
        <translation>在切片视图中显示</translation>
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
</TS>
